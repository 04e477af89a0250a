package dev.heddle.load.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NullServerTest {
    private static final Random RANDOM = new Random(1);
    private static final String GET = "GET /any HTTP/1.1\r\nhost: x\r\n\r\n";
    private static final String LAST_GET =
            "GET /any HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 3\r\n\r\nxxx";

    @Test
    void everyPathHasTheSameAnswer() throws IOException {
        try (var server = NullServer.builder().bodySize(3).start();
                var wire = new Wire(server.port())) {
            assertThat(wire.send(GET).read(ANSWER.length())).isEqualTo(ANSWER);
            assertThat(wire.send(LAST_GET).readToEnd()).isEqualTo(ANSWER);
        }
    }

    @Test
    void withoutAWordItAnswersWithJson() throws IOException {
        try (var server = NullServer.builder().start();
                var wire = new Wire(server.port())) {
            assertThat(wire.send(LAST_GET).readToEnd())
                    .contains("content-type: application/json")
                    .endsWith("\r\n\r\n" + NullServer.BODY);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        var delays = new StubDelay.Uniform(Duration.ofNanos(1), Duration.ofMillis(3));
        try (var server = NullServer.builder().delay(delays).bodySize(3).record(100).start();
                var wire = new Wire(server.port())) {
            wire.send(GET.repeat(30) + "HEAD / HTTP/1.1\r\nhost: x\r\n\r\n" + LAST_GET);

            String head = ANSWER.substring(0, ANSWER.length() - 3);
            assertThat(wire.readToEnd()).isEqualTo(ANSWER.repeat(30) + head + ANSWER);
            assertThat(server.arrivals().count()).isEqualTo(32);
        }
    }

    @Test
    void aBodyIsReadBeforeItsAnswer() throws IOException {
        try (var server = NullServer.builder().bodySize(3).record(10).start();
                var wire = new Wire(server.port())) {
            wire.send("POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\n");
            wire.send("content-length: 4\r\n\r\n");
            String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(wire.read(goOn.length())).isEqualTo(goOn);
            assertThat(server.arrivals().count()).isZero();

            assertThat(wire.send("abcd" + LAST_GET).readToEnd()).isEqualTo(ANSWER.repeat(2));
        }
    }

    @Test
    void anOldClientIsToldThatItsConnectionIsKept() throws IOException {
        try (var server = NullServer.builder().bodySize(3).start();
                var wire = new Wire(server.port())) {
            wire.send("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
            wire.send("GET / HTTP/1.0\r\n\r\n");

            String both = wire.readToEnd();

            assertThat(both).contains("connection: keep-alive\r\n\r\nxxxHTTP/1.1 200 OK");
        }
    }

    @Test
    void anAnswerWithoutABodyHasNoLength() throws IOException {
        try (var server = NullServer.builder().status(204).start();
                var wire = new Wire(server.port())) {
            assertThat(wire.send(LAST_GET).readToEnd())
                    .isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        }
    }

    @Test
    void nonsenseLosesItsConnectionOnly() throws IOException {
        try (var server = NullServer.builder().bodySize(3).start();
                var bad = new Wire(server.port());
                var good = new Wire(server.port())) {
            assertThat(bad.send("\u0001\u0002 nonsense\r\n\r\n").readToEnd()).isEmpty();
            assertThat(good.send(LAST_GET).readToEnd()).isEqualTo(ANSWER);
        }
    }

    @Test
    void answersWaitForTheEndOfAStall() {
        try (var server =
                NullServer.builder().stall(Duration.ofHours(2), Duration.ofHours(1)).start()) {
            var timing = server.timing();
            long first = timing.due(server.clock().nanos(), RANDOM);

            // An hour of each two is answered at once; what is due in the other, at its end.
            long later = first + Duration.ofHours(1).toNanos();
            long end = timing.due(later, RANDOM);
            assertThat(timing.due(end - 1, RANDOM)).isEqualTo(end).isGreaterThan(later);
            assertThat(timing.due(end, RANDOM)).isEqualTo(end);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (var server = NullServer.builder().start()) {
            var second = NullServer.builder().port(server.port());

            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(
                            "cannot listen on 127.0.0.1:" + server.port() + ": the port is in use");
        }
    }

    @Test
    void aStallAsLongAsItsPeriodIsRefused() {
        var second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NullServer.builder().stall(second, second));
    }

    @Test
    void closingTwiceDoesNothing() {
        var server = NullServer.builder().start();
        server.close();
        server.close();
    }
}
