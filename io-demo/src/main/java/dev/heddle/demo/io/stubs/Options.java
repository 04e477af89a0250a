package dev.heddle.demo.io.stubs;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.heddle.load.stub.StubDelay;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param port 0 for a free one
 * @param isNull whether a null server shall answer, not WireMock
 * @param loops how many loops a null server has
 * @param mappings WireMock's files
 * @param bodySize null for a small JSON object
 * @param stall of a null server
 * @param faults of WireMock
 */
record Options(
        int port,
        boolean isNull,
        int loops,
        @Nullable Path mappings,
        int status,
        @Nullable Integer bodySize,
        StubDelay delay,
        @Nullable Stall stall,
        @Nullable Faults faults,
        boolean json) {
    /** It answers nothing for so long, again and again. */
    record Stall(Duration length, Duration every) {}

    /** So many of the answers, from 0 to 1, are spoilt so. */
    record Faults(Fault fault, double share) {}
}
