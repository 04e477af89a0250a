package dev.heddle.http;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.TaskCancelledException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** A cancelled exchange leaves nothing behind, whatever it was doing. */
class HttpCancellationTest extends HttpTest {
    @Test
    void cancelBeforeTheAnswerClosesTheConnection() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });

        var subscription = session().get(server.url("/")).text().subscribe();
        asked.await();
        subscription.dispose();

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void cancelInTheBodyClosesTheConnection() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    peer.awaitEnd();
                });
        var begun = new CountDownLatch(1);

        var subscription =
                session()
                        .get(server.url("/"))
                        .exchange((_, body) -> body.doOnNext(_ -> begun.countDown()))
                        .subscribe();
        begun.await();
        subscription.dispose();

        server.awaitOpen(open -> open == 0);
    }

    @Test
    void cancelWhileInLineLeavesTheOthersTheirTurn() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    while (true) {
                        String path = peer.readRequest().path();
                        asked.countDown();
                        mayAnswer.await();
                        peer.answer(path);
                    }
                });
        var http = session(s -> s.maxConnectionsPerHost(1));

        var first = http.get(server.url("/first")).text().toFuture();
        asked.await();
        var second = http.get(server.url("/second")).text().subscribe();
        var third = http.get(server.url("/third")).text().toFuture();
        second.dispose();
        mayAnswer.countDown();

        assertThat(first.get()).isEqualTo("/first");
        assertThat(third.get()).isEqualTo("/third");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void cancelWhileConnectingOpensNoConnection() throws Exception {
        try (var full = new FullBacklog()) {
            var http = session(s -> s.maxConnections(1));
            var subscription = http.get("http://127.0.0.1:" + full.port() + "/").text().subscribe();
            letLoopRun();
            subscription.dispose();

            // The only connection of the session is free for another host.
            var server = echoingPaths();
            assertThat(http.get(server.url("/x")).text().block(PATIENCE)).isEqualTo("/x");
        }
    }

    @Test
    void cancelAtOnceSendsNothing() throws Exception {
        var server = echoingPaths();
        var http = session();

        loop.execute(() -> http.get(server.url("/")).text().subscribe().dispose());
        letLoopRun();

        assertThat(server.accepted()).isZero();
    }

    @Test
    void cancelledTaskAbortsItsExchange() throws Exception {
        var asked = new CountDownLatch(1);
        var server =
                server(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitEnd();
                });
        var http = session();

        var task = loop.spawn(() -> await(http.get(server.url("/")).text()));
        asked.await();
        task.cancel();

        assertThatThrownBy(() -> task.mono().block(PATIENCE))
                .isInstanceOf(TaskCancelledException.class);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void firstOfManyAnswersCancelsTheOthers() throws Exception {
        var server =
                server(peer -> {
                    String path = peer.readRequest().path();
                    if (path.equals("/fast")) {
                        peer.answer(path);
                    }
                    peer.awaitEnd();
                });
        var http = session();
        var requests = new ArrayList<Mono<String>>();
        for (int i = 0; i < 20; i++) {
            requests.add(http.get(server.url("/slow")).text());
        }
        requests.add(http.get(server.url("/fast")).text());

        assertThat(Mono.firstWithSignal(requests).block(PATIENCE)).isEqualTo("/fast");

        server.awaitOpen(open -> open == 1);
    }

    @Test
    void withoutDemandNothingIsSent() throws Exception {
        var server = echoingPaths();
        var idle =
                new BaseSubscriber<String>() {
                    @Override
                    protected void hookOnSubscribe(org.reactivestreams.Subscription s) {
                        // Asks for nothing.
                    }
                };

        session().get(server.url("/")).text().subscribe(idle);
        letLoopRun();

        assertThat(server.accepted()).isZero();
    }

    /** Returns after everything the loop had to do when this was called. */
    private void letLoopRun() throws Exception {
        String url = echoingPaths().url("/");
        assertThat(session().get(url).text().block(PATIENCE)).isEqualTo("/");
    }

    /** A port at which no more connections are accepted, so that opening one takes for ever. */
    static final class FullBacklog implements AutoCloseable {
        private final ServerSocket socket;
        private final Socket[] fillers = new Socket[4];

        FullBacklog() throws IOException {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            for (int i = 0; i < fillers.length; i++) {
                fillers[i] = new Socket();
                fillers[i].setSoTimeout(1);
                try {
                    fillers[i].connect(socket.getLocalSocketAddress(), 100);
                } catch (IOException _) {
                    // The backlog is full now, which is the purpose.
                }
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (var filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void atTheVeryEndLeavesTheConnectionToWhomItWasGivenMeanwhile() throws Exception {
        var server = echoingPaths();
        var first = Disposables.swap();
        var http =
                session(s ->
                        s.maxConnectionsPerHost(1)
                                .observer(
                                        new HttpObserver() {
                                            @Override
                                            public void ended(HttpAttempt attempt) {
                                                first.dispose();
                                            }
                                        }));

        String second =
                onLoop(() -> {
                    first.replace(http.get(server.url("/first")).send().subscribe());
                    return await(
                            http.get(server.url("/second")).timeout(Duration.ofSeconds(10)).text());
                });

        assertThat(second).isEqualTo("/second");
    }
}
