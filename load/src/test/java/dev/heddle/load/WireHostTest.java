package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireHostTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final EventLoop loop = EventLoop.open();
    private final io.netty.channel.EventLoop netty = loop.resources().onClient(true).next();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void anArrivalThatCannotBeFilledFailsAlone() throws Exception {
        try (var server = WireServer.answering(OK)) {
            var host = host(server);

            var bad = send(host, 0, -1);
            var good = send(host, 1, 1);

            assertThat(WireRun.outcome(bad)).isEqualTo("IllegalStateException");
            assertThat(WireRun.outcome(good)).isEqualTo("ok");
            assertThat(onLoop(host::underWay)).isZero();
        }
    }

    @Test
    void theOldestComesFirstAlsoWhereItIsSentAgain() throws Exception {
        var later = new CountDownLatch(1);
        var again = new CountDownLatch(1);
        var number = new AtomicInteger();
        WireServer.Script script =
                peer -> {
                    switch (number.incrementAndGet()) {
                        case 1 -> {
                            peer.readRequest();
                            peer.send(OK).readRequest();
                            later.await();
                        }
                        case 2 -> {
                            peer.readRequest();
                            later.countDown();
                            peer.awaitEnd();
                        }
                        default -> {
                            peer.readRequest();
                            again.countDown();
                            peer.awaitEnd();
                        }
                    }
                };
        try (var server = WireServer.start(script)) {
            var host = host(server);
            assertThat(WireRun.outcome(send(host, 0, 1))).isEqualTo("ok");

            var _ = send(host, 10, 2);
            var _ = send(host, 20, 3);
            assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(onLoop(host::oldest)).isEqualTo(10);
            onLoop(() -> {
                host.giveUp("closed", "the test is over");
                return true;
            });
        }
    }

    private CompletableFuture<String> send(WireHost host, long intended, long number)
            throws Exception {
        var outcome = new CompletableFuture<String>();
        var recorder =
                new Recorder() {
                    @Override
                    public void succeeded(Arrival arrival, long now) {
                        outcome.complete("ok");
                    }

                    @Override
                    public void failed(Arrival arrival, long now, String kind, String message) {
                        outcome.complete(kind);
                    }
                };
        return onLoop(() -> {
            host.send(new Arrival(intended, 0, number, recorder));
            return outcome;
        });
    }

    private WireHost host(WireServer server) {
        var uri = URI.create(server.url("/"));
        var address =
                new WireAddress(
                        uri.getHost(),
                        uri.getAuthority(),
                        List.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
        var bootstrap =
                new Bootstrap()
                        .group(netty)
                        .channel(loop.resources().onChannelClass(SocketChannel.class, netty));
        return new WireHost(address, new Peer(server.url("/")), bootstrap, netty, 2);
    }

    private <T> T onLoop(Callable<T> call) throws Exception {
        return netty.submit(call).get(30, TimeUnit.SECONDS);
    }

    /** Fills what has a number. */
    private record Peer(String url, PlainHead head) implements WirePeer {
        Peer(String url) {
            this(url, new PlainHead());
        }

        @Override
        public int requests() {
            return 1;
        }

        @Override
        public @Nullable WireRequest fixed(int request) {
            return null;
        }

        @Override
        public WireRequest filled(Arrival arrival) {
            if (arrival.number < 0) {
                throw new IllegalStateException("there is no such row");
            }
            return WireRequest.of(LoadRequest.get(url));
        }

        @Override
        public long now() {
            return 0;
        }
    }
}
