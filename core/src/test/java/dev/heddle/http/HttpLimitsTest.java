package dev.heddle.http;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class HttpLimitsTest extends HttpTest {
    @Test
    void connectionsPerHostStayWithinTheLimitAndAreUsedUpToIt() throws Exception {
        var allThere = new CountDownLatch(3);
        var server =
                server(peer -> {
                    while (true) {
                        String path = peer.readRequest().path();
                        allThere.countDown();
                        allThere.await();
                        peer.answer(path);
                    }
                });
        var http = session(s -> s.maxConnectionsPerHost(3));

        var bodies = onLoop(() -> gather(texts(http, server, 50)));

        assertThat(bodies).hasSize(50).startsWith("/0", "/1", "/2").endsWith("/49");
        assertThat(server.mostOpen()).isEqualTo(3);
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void totalHoldsOverAllHosts() throws Exception {
        var inService = new InService();
        var servers =
                List.of(
                        counted(inService),
                        counted(inService),
                        counted(inService),
                        counted(inService));
        var http = session(s -> s.maxConnections(2));
        var requests = new ArrayList<Mono<String>>();
        for (int i = 0; i < 200; i++) {
            requests.add(http.get(servers.get(i % 4).url("/" + i)).text());
        }

        var bodies = onLoop(() -> gather(requests));

        assertThat(bodies).hasSize(200).startsWith("/0", "/1", "/2").endsWith("/199");
        assertThat(inService.most()).isEqualTo(2);
    }

    @Test
    void idleConnectionMakesRoomForAnotherHost() throws Exception {
        var first = echoingPaths();
        var second = echoingPaths();
        var http = session(s -> s.maxConnections(1));

        onLoop(() -> {
            await(http.get(first.url("/")).text());
            await(http.get(second.url("/")).text());
            return null;
        });

        first.awaitOpen(open -> open == 0);
        second.awaitOpen(open -> open == 1);
    }

    @Test
    void busyHostDoesNotStarveAnother() throws Exception {
        var busy = echoingPaths();
        var other = echoingPaths();
        var http = session(s -> s.maxConnections(1));
        var order = new ArrayList<String>();
        var requests = new ArrayList<Mono<String>>();
        for (int i = 0; i < 100; i++) {
            requests.add(http.get(busy.url("/busy")).text().doOnNext(order::add));
        }
        requests.add(10, http.get(other.url("/other")).text().doOnNext(order::add));

        onLoop(() -> gather(requests));

        assertThat(order.indexOf("/other")).isLessThan(20);
    }

    @Test
    void tenThousandRequestsWaitForOneHost() throws Exception {
        var mayAnswer = new Semaphore(0);
        var server =
                server(peer -> {
                    while (true) {
                        String path = peer.readRequest().path();
                        mayAnswer.acquire();
                        mayAnswer.release();
                        peer.answer(path);
                    }
                });
        var http = session(s -> s.maxConnectionsPerHost(4));

        var count =
                Flux.fromIterable(texts(http, server, 10_000))
                        .flatMap(text -> text, 10_000)
                        .count()
                        .doOnSubscribe(_ -> mayAnswer.release())
                        .block(PATIENCE);

        assertThat(count).isEqualTo(10_000);
        assertThat(server.mostOpen()).isEqualTo(4);
    }

    @Test
    void lineOfAHostIsServedInOrder() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.maxConnectionsPerHost(1));
        var order = new ArrayList<String>();
        var requests = texts(http, server, 100).stream().map(t -> t.doOnNext(order::add)).toList();

        var bodies = onLoop(() -> gather(requests));

        assertThat(order).isEqualTo(bodies);
    }

    @Test
    void failedOpeningsFailOneRequestEachAndHoldUpNobody() throws Exception {
        int port;
        try (var gone = RawServer.echoingPaths()) {
            port = gone.port();
        }
        var http = session(s -> s.maxConnections(2));
        var server = echoingPaths();

        var failures =
                Flux.range(0, 100)
                        .flatMap(_ -> http.get("http://127.0.0.1:" + port + "/").text(), 100)
                        .onErrorContinue((_, _) -> {})
                        .count();
        var bodies = Flux.merge(texts(http, server, 20)).collectList();

        assertThat(failures.zipWith(bodies).block(PATIENCE).getT2()).hasSize(20);
    }

    private RawServer counted(InService count) throws Exception {
        return server(peer -> {
            while (true) {
                String path = peer.readRequest().path();
                count.add(1);
                count.awaitPartner();
                count.add(-1);
                peer.answer(path);
            }
        });
    }

    private static List<Mono<String>> texts(HttpSession http, RawServer server, int count) {
        var texts = new ArrayList<Mono<String>>();
        for (int i = 0; i < count; i++) {
            texts.add(http.get(server.url("/" + i)).text());
        }
        return texts;
    }

    /** Requests that several servers are serving. */
    private static final class InService {
        private int now;
        private int most;
        private final CyclicBarrier pair = new CyclicBarrier(2);

        void awaitPartner() throws InterruptedException {
            try {
                pair.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new AssertionError("two are allowed, one is served", e);
            }
        }

        synchronized void add(int change) {
            now += change;
            most = Math.max(most, now);
        }

        synchronized int most() {
            return most;
        }
    }

    @Test
    void theRateOfAHostIsKnownAlsoWhenItsLastConnectionHasGone() throws Exception {
        var first = echoingPaths();
        var second = echoingPaths();
        var http = session(s -> s.ratePerHost(0.001).maxConnections(1));
        http.get(first.url("/")).text().block(PATIENCE);
        http.get(second.url("/")).text().block(PATIENCE);
        var again = http.get(first.url("/")).timeout(Duration.ofMillis(100));

        assertThatThrownBy(() -> again.text().block(PATIENCE))
                .isInstanceOf(HttpTimeoutException.class);
    }
}
