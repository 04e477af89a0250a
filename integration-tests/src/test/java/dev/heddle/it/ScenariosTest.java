package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.heddle.EventLoop;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpResponse;
import dev.heddle.http.HttpSession;
import dev.heddle.http.Retries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that get better, that ask for patience, that send on, and that are slow at random. */
@Timeout(60)
class ScenariosTest {
    private static final Retries AT_ONCE =
            Retries.upTo(3).backoff(Duration.ofMillis(1), Duration.ofMillis(1));

    private Stubs stubs;

    @BeforeEach
    void start() {
        stubs = new Stubs();
    }

    @AfterEach
    void stop() {
        stubs.close();
    }

    @Test
    void aServerThatFailsTwiceSucceedsTheThirdTime() {
        String url =
                stubs.inTurn(
                        "/flaky", status(503), status(500), Stubs.text("fine"), Stubs.text("4th"));

        assertThat(get(url, AT_ONCE).text()).isEqualTo("fine");
    }

    @Test
    void withoutRetriesItsFirstAnswerCounts() {
        String url = stubs.inTurn("/flaky", status(503), status(500), Stubs.text("fine"));

        assertThat(get(url, Retries.none()).status()).isEqualTo(503);
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsAnAnswerAtOnce() {
        var answer = status(503).withHeader("Retry-After", "3600");
        String url = stubs.inTurn("/busy", answer, Stubs.text("fine"));

        assertThat(get(url, AT_ONCE).status()).isEqualTo(503);
    }

    @Test
    void aServerThatThinksTooLongIsAskedAgain() {
        String url =
                stubs.inTurn(
                        "/late", Stubs.text("late").withFixedDelay(60_000), Stubs.text("fine"));

        String body =
                EventLoop.run(() -> {
                    try (var http =
                            HttpSession.builder()
                                    .retries(AT_ONCE)
                                    .responseTimeout(Duration.ofSeconds(1))
                                    .build()) {
                        return await(http.get(url).text());
                    }
                });
        assertThat(body).isEqualTo("fine");
    }

    /** By the server's clock, which says when the requests came. */
    @Test
    void secondsOfARetryAfterPass() throws Exception {
        assertThatNextComesNoSoonerThan(_ -> "1", first -> first.plusSeconds(1));
    }

    @Test
    void theDateOfARetryAfterPasses() throws Exception {
        assertThatNextComesNoSoonerThan(
                first ->
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                date(first).atOffset(ZoneOffset.UTC)),
                ScenariosTest::date);
    }

    private static Instant date(Instant first) {
        return first.truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    }

    private static void assertThatNextComesNoSoonerThan(
            Function<Instant, String> retryAfter, UnaryOperator<Instant> soonest) throws Exception {
        var times = new CopyOnWriteArrayList<Instant>();
        try (var server =
                RawServer.start(peer -> {
                    while (true) {
                        peer.readRequest();
                        times.add(Instant.now());
                        if (times.size() == 1) {
                            String value = retryAfter.apply(times.getFirst());
                            peer.answer(503, "Retry-After: " + value + "\r\n", "");
                        } else {
                            peer.answer(200, "", "fine");
                        }
                    }
                })) {
            assertThat(get(server.url("/"), AT_ONCE).text()).isEqualTo("fine");
        }
        assertThat(times).hasSize(2);
        assertThat(times.getLast()).isAfterOrEqualTo(soonest.apply(times.getFirst()));
    }

    @Test
    void aChainOfRedirectsIsFollowedToItsEnd() {
        int length = 10;
        IntStream.range(0, length)
                .forEach(i ->
                        stubs.on(
                                "/hop/" + i,
                                status(List.of(301, 302, 303, 307, 308).get(i % 5))
                                        .withHeader("Location", "../hop/" + (i + 1))));
        String end = stubs.on("/hop/" + length, Stubs.text("the end"));

        var answer = get(stubs.url("/hop/0"), Retries.none());

        assertThat(answer.text()).isEqualTo("the end");
        assertThat(answer.url()).isEqualTo(end);
    }

    @Test
    void aChainThatIsTooLongIsAnError() {
        IntStream.range(0, 11)
                .forEach(i ->
                        stubs.on(
                                "/hop/" + i,
                                status(302).withHeader("Location", "/hop/" + (i + 1))));

        assertThatThrownBy(() -> get(stubs.url("/hop/0"), Retries.none()))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.REDIRECT))
                .hasMessageContaining("maxRedirects");
    }

    @Test
    void delaysThatVaryMixUpNoAnswers() {
        var urls =
                IntStream.range(0, 200)
                        .mapToObj(i ->
                                stubs.on(
                                        "/slow/" + i,
                                        Stubs.text("body " + i).withLogNormalRandomDelay(20, 0.8)))
                        .toList();
        List<String> bodies =
                EventLoop.run(() -> {
                    try (var http = HttpSession.create()) {
                        return gather(50, urls.stream().map(url -> http.get(url).text()).toList());
                    }
                });
        assertThat(bodies).isEqualTo(IntStream.range(0, 200).mapToObj(i -> "body " + i).toList());
    }

    private static ResponseDefinitionBuilder status(int code) {
        return aResponse().withStatus(code);
    }

    private static HttpResponse get(String url, Retries retries) {
        return EventLoop.run(() -> {
            try (var http =
                    HttpSession.builder()
                            .retries(retries)
                            .timeout(Duration.ofSeconds(30))
                            .build()) {
                return await(http.get(url).send());
            }
        });
    }
}
