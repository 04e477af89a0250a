package dev.heddle.http;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.http.HttpException.Kind;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class HttpCloseTest extends HttpTest {
    @Test
    void leavesNoIdleConnection() throws Exception {
        var server = echoingPaths();
        var http = session();
        Flux.range(0, 20).flatMap(i -> http.get(server.url("/" + i)).text()).blockLast(PATIENCE);

        http.close();

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void inATaskWaitsByParkingIt() throws Exception {
        var server = echoingPaths();

        onLoop(() -> {
            try (var http = HttpSession.create()) {
                return await(http.get(server.url("/")).text());
            }
        });

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void failsWhatIsUnderWayAndWhatWaits() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var http = session(s -> s.maxConnectionsPerHost(1));
        var running = http.get(server.url("/")).text().toFuture();
        var waiting = http.get(server.url("/")).text().toFuture();
        asked.await();

        http.close();

        assertClosed(running::join);
        assertClosed(waiting::join);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void failsWhatWaitsForTheRateOfItsHost() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.ratePerHost(0.001));
        http.get(server.url("/")).text().block(PATIENCE);
        var waiting = http.get(server.url("/")).text().toFuture();

        http.close();

        assertClosed(waiting::join);
    }

    @Test
    void whileConnectingOpensNothing() throws Exception {
        try (var full = new HttpCancellationTest.FullBacklog()) {
            var http = session();
            var waiting = http.get("http://127.0.0.1:" + full.port() + "/").text().toFuture();

            http.close();

            assertClosed(waiting::join);
        }
    }

    @Test
    void requestAfterwardsIsRefused() throws Exception {
        var http = session();
        http.close();

        assertClosed(() -> http.get("http://127.0.0.1:1/").text().toFuture().join());
    }

    @Test
    void againDoesNothing() {
        var http = session();

        http.close();
        http.close();
    }

    @Test
    void inACallbackReturnsAtOnce() throws Exception {
        var http = session();
        var closed = new CountDownLatch(1);

        loop.execute(() -> {
            http.close();
            closed.countDown();
        });

        closed.await();
    }

    @Test
    void afterTheLoopDoesNothing() {
        var http = session();
        loop.close();

        http.close();

        assertClosed(() -> http.get("http://127.0.0.1:1/").text().toFuture().join());
    }

    @Test
    void loopThatClosesFailsWhatIsUnderWayAndWhatWaits() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var other = EventLoop.open();
        var http = HttpSession.builder().loop(other).maxConnectionsPerHost(1).build();
        var running = http.get(server.url("/")).text().toFuture();
        var waiting = http.get(server.url("/")).text().toFuture();
        asked.await();

        other.close();

        assertThatThrownBy(running::join).hasCauseInstanceOf(HttpException.class);
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(HttpException.class);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void loopThatClosesFailsALongLineAsClosed() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var other = EventLoop.open();
        var http = HttpSession.builder().loop(other).maxConnectionsPerHost(1).build();
        var requests = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 20_000; i++) {
            requests.add(http.get(server.url("/")).text().toFuture());
        }
        asked.await();

        other.close();

        for (var request : requests) {
            assertClosed(() -> request.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
        }
    }

    private static void assertClosed(Runnable join) {
        assertThatThrownBy(join::run)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }
}
