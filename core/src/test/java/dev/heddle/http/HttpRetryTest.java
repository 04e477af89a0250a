package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What is sent again, and what is not. */
class HttpRetryTest extends HttpTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicInteger requests = new AtomicInteger();

    /** Answers so many times with what it is told, and then with 200. */
    private RawServer failing(int times, String answer) throws Exception {
        return server(peer -> {
            while (true) {
                peer.readRequest();
                if (requests.incrementAndGet() > times) {
                    peer.answer("at last");
                } else if (answer.isEmpty()) {
                    return;
                } else {
                    peer.send(answer);
                }
            }
        });
    }

    private static String status(int code) {
        return status(code, "");
    }

    private static String status(int code, String headers) {
        return "HTTP/1.1 " + code + " Oh\r\nContent-Length: 2\r\n" + headers + "\r\nno";
    }

    private HttpSession retrying(int most) {
        return session(s -> s.retries(Retries.upTo(most).backoff(SHORT, SHORT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void temporaryStatusesAreTriedAgain(int status) throws Exception {
        var server = failing(2, status(status));

        var text = retrying(2).get(server.url("/")).text().block(PATIENCE);

        assertThat(text).isEqualTo("at last");
        assertThat(server.accepted()).as("connections").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 501})
    void otherStatusesAreAnswers(int status) throws Exception {
        var server = failing(1, status(status));

        var answer = retrying(2).get(server.url("/")).send().block(PATIENCE);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(requests).hasValue(1);
    }

    @Test
    void theLastAnswerIsDeliveredWhenRetriesAreUsedUp() throws Exception {
        var server = failing(9, status(503));

        var answer = retrying(2).get(server.url("/")).send().block(PATIENCE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo("no");
        assertThat(requests).hasValue(3);
    }

    @Test
    void lostConnectionsAreTriedAgain() throws Exception {
        var server = failing(2, "");

        assertThat(retrying(2).get(server.url("/")).text().block(PATIENCE)).isEqualTo("at last");
    }

    @Test
    void bodiesCutShortAreTriedAgainAndBeginAnew() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    if (requests.incrementAndGet() == 1) {
                        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                    } else {
                        peer.answer("whole");
                    }
                });

        assertThat(retrying(1).get(server.url("/")).text().block(PATIENCE)).isEqualTo("whole");
    }

    @Test
    void refusedConnectionsAreTriedAgainWithAnyMethod() throws Exception {
        int port = closedPort();
        var attempts = new AtomicInteger();
        var observed =
                session(s ->
                        s.retries(Retries.upTo(3).backoff(SHORT, SHORT))
                                .observer(counting(attempts)));

        assertThatThrownBy(() ->
                        observed.post("http://127.0.0.1:" + port + "/")
                                .body("x")
                                .send()
                                .block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT));
        assertThat(attempts).hasValue(4);
    }

    private static HttpObserver tells(CountDownLatch first) {
        return new HttpObserver() {
            @Override
            public void ended(HttpAttempt attempt) {
                first.countDown();
            }
        };
    }

    private static HttpObserver counting(AtomicInteger attempts) {
        return new HttpObserver() {
            @Override
            public void ended(HttpAttempt attempt) {
                assertThat(attempt.number()).isEqualTo(attempts.incrementAndGet());
            }
        };
    }

    private static int closedPort() throws Exception {
        try (var server = RawServer.echoingPaths()) {
            return server.port();
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 1", "PATCH, 1", "PUT, 2", "DELETE, 2"})
    void onlyIdempotentMethodsAreSentTwice(String method, int times) throws Exception {
        var server = failing(1, status(503));

        var answer = retrying(2).request(method, server.url("/")).body("x").send().block(PATIENCE);

        assertThat(answer.status()).isEqualTo(times == 1 ? 503 : 200);
        assertThat(requests).hasValue(times);
    }

    @Test
    void anIdempotencyKeyMakesAPostRepeatable() throws Exception {
        var server = failing(1, "");

        var text =
                retrying(1)
                        .post(server.url("/"))
                        .header("Idempotency-Key", "1")
                        .body("x")
                        .text()
                        .block(PATIENCE);

        assertThat(text).isEqualTo("at last");
    }

    @Test
    void aStreamedBodyIsSentOnlyOnce() throws Exception {
        var server = failing(1, status(503));

        var answer =
                retrying(2)
                        .put(server.url("/"))
                        .body(Flux.just(new byte[] {1}))
                        .send()
                        .block(PATIENCE);

        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    void anAnswerThatIsBeingHandedOverIsNotBegunAnew() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    requests.incrementAndGet();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                });

        assertThatThrownBy(() ->
                        retrying(2)
                                .get(server.url("/"))
                                .exchange((_, parts) -> parts)
                                .blockLast(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.BODY_CUT_SHORT));
        assertThat(requests).hasValue(1);
    }

    @Test
    void aStreamedAnswerIsTriedAgainBeforeItsHead() throws Exception {
        var server = failing(1, status(503));

        var status =
                retrying(1)
                        .get(server.url("/"))
                        .exchange((head, body) -> body.then().thenReturn(head.status()))
                        .blockLast(PATIENCE);

        assertThat(status).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "99999999999", "date", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void aRetryThatTheDeadlineLeavesNoTimeForIsNotMade(String after) throws Exception {
        String value =
                after.equals("date")
                        ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1))
                        : after;
        var server = failing(1, status(503, "Retry-After: " + value + "\r\n"));

        var answer = retrying(3).get(server.url("/")).send().block(PATIENCE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void retryAfterOfThePastOrOfNoSenseDoesNotKeepFromTryingAgain(String after) throws Exception {
        var server = failing(1, status(503, "Retry-After: " + after + "\r\n"));

        assertThat(retrying(1).get(server.url("/")).text().block(PATIENCE)).isEqualTo("at last");
    }

    @Test
    void cancellingWhilePausingSendsNothingMore() throws Exception {
        var server = failing(1, status(503, "Retry-After: 100\r\n"));
        var first = new CountDownLatch(1);
        var http = session(s -> s.retries(Retries.upTo(1)).observer(tells(first)));

        var pending = http.get(server.url("/")).send().subscribe();
        first.await();
        pending.dispose();
        http.close();

        assertThat(requests).hasValue(1);
    }

    @Test
    void closingTheSessionEndsAPause() throws Exception {
        var server = failing(1, status(503, "Retry-After: 100\r\n"));
        var first = new CountDownLatch(1);
        var http = session(s -> s.retries(Retries.upTo(1)).observer(tells(first)));

        var pending = http.get(server.url("/")).send().toFuture();
        first.await();
        http.close();

        assertThatThrownBy(pending::get).hasMessageContaining("session was closed");
    }

    @Test
    void theBudgetHoldsForTheSessionAsAWhole() throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        peer.readRequest();
                        requests.incrementAndGet();
                        peer.send(status(503));
                    }
                });
        var http = retrying(5);

        for (int i = 0; i < 500; i++) {
            http.get(server.url("/")).send().block(PATIENCE);
        }

        assertThat(requests.get()).isBetween(510, 600);
    }
}
