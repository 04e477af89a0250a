package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpSession;
import dev.heddle.http.Retries;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries help those who ask a server in trouble, and do not make its trouble worse. */
@Timeout(120)
class FailingServerTest {
    private static final int REQUESTS = 6_000;
    private static final int AT_A_TIME = 50;

    /** Of a hundred answers: 15 are 503, and 15 times the connection is reset instead. */
    private static final int UNAVAILABLE = 15;

    private static final int RESET = 30;

    private final AtomicInteger arrived = new AtomicInteger();
    private final Random random = new Random(1);

    @Test
    void aThirdOfRequestsFailingCostsAtMostAFifthMoreTraffic() throws Exception {
        try (var server = RawServer.start(this::serve)) {
            int succeeded =
                    EventLoop.run(() -> {
                        try (var http = session()) {
                            var all = Collections.nCopies(REQUESTS, fetching(http, server));
                            return gather(AT_A_TIME, all).stream().mapToInt(one -> one).sum();
                        }
                    });

            System.out.printf(
                    "%d requests, 15 %% answered 503 and 15 %% reset: %d arrived at the server,"
                            + " %.3f × the traffic; %d succeeded, %.1f %%%n",
                    REQUESTS,
                    arrived.get(),
                    (double) arrived.get() / REQUESTS,
                    succeeded,
                    100.0 * succeeded / REQUESTS);
            // What is sent again for a kept connection is never refused, also when it comes last.
            assertThat(arrived).hasValueLessThanOrEqualTo(REQUESTS * 6 / 5 + AT_A_TIME);
            // Seven of ten do so without; what the budget allows goes to those that would not.
            assertThat(succeeded).isGreaterThan(REQUESTS * 8 / 10);
        }
    }

    private static HttpSession session() {
        return HttpSession.builder()
                .retries(Retries.upTo(5).backoff(Duration.ofMillis(1), Duration.ofMillis(20)))
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    /** 1 if it succeeded. */
    private static Callable<Integer> fetching(HttpSession http, RawServer server) {
        return () -> {
            try {
                return await(http.get(server.url("/")).send()).status() == 200 ? 1 : 0;
            } catch (HttpException e) {
                assertThat(e.kind()).isEqualTo(HttpException.Kind.DISCONNECTED);
                return 0;
            }
        };
    }

    private void serve(RawServer.Peer peer) throws IOException {
        while (true) {
            peer.readRequest();
            arrived.incrementAndGet();
            int dice = random.nextInt(100);
            if (dice < UNAVAILABLE) {
                peer.answer(503, "", "");
            } else if (dice < RESET) {
                peer.reset();
                return;
            } else {
                peer.answer(200, "", "fine");
            }
        }
    }
}
