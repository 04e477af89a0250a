package dev.heddle.http;

import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A loop, and what a test opens on it. */
@Timeout(60)
abstract class HttpTest {
    static final Duration PATIENCE = RawServer.PATIENCE;

    EventLoop loop;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    final void openLoop() {
        loop = EventLoop.open();
    }

    @AfterEach
    final void closeAll() throws Exception {
        loop.close();
        for (var resource : opened.reversed()) {
            resource.close();
        }
    }

    final RawServer server(RawServer.Script script) throws Exception {
        return closing(RawServer.start(script));
    }

    final RawServer echoingPaths() throws Exception {
        return closing(RawServer.echoingPaths());
    }

    final HttpSession session() {
        return session(builder -> builder);
    }

    final HttpSession session(UnaryOperator<HttpSessionBuilder> settings) {
        return closing(settings.apply(HttpSession.builder().loop(loop)).build());
    }

    final <R extends AutoCloseable> R closing(R resource) {
        opened.add(resource);
        return resource;
    }

    /** Runs direct-style code on the loop. */
    final <T> T onLoop(Callable<T> body) {
        return loop.mono(body).block(PATIENCE);
    }
}
