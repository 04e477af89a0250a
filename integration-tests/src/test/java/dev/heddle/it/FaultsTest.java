package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.heddle.EventLoop;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpException.Kind;
import dev.heddle.http.HttpSession;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that misbehaves costs the one request it spoilt, and nothing hangs. */
class FaultsTest {
    private Stubs stubs;

    @BeforeEach
    void start() {
        stubs = new Stubs();
    }

    @AfterEach
    void stop() {
        stubs.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsATypedErrorAndTheSessionGoesOn(Fault fault) {
        String bad = stubs.on("/bad", aResponse().withFault(fault));
        String good = stubs.on("/good", Stubs.text("fine"));
        EventLoop.run(() -> {
            try (var http = HttpSession.builder().timeout(Duration.ofSeconds(20)).build()) {
                var error =
                        catchThrowableOfType(
                                HttpException.class, () -> await(http.get(bad).bytes()));
                assertThat(error.kind())
                        .isIn(
                                Set.of(
                                        Kind.DISCONNECTED,
                                        Kind.PROTOCOL,
                                        Kind.BODY_CUT_SHORT,
                                        Kind.CONNECT));
                assertThat(error).hasMessageContaining(bad);
                assertThat(await(http.get(good).text())).isEqualTo("fine");
            }
        });
    }

    @Test
    void aSlowServerMeetsTheDeadline() {
        String slow = stubs.on("/slow", Stubs.text("late").withFixedDelay(60_000));
        EventLoop.run(() -> {
            try (var http = HttpSession.builder().timeout(Duration.ofMillis(200)).build()) {
                var error =
                        catchThrowableOfType(
                                HttpException.class, () -> await(http.get(slow).text()));
                assertThat(error.kind()).isEqualTo(Kind.TIMEOUT);
            }
        });
    }

    @Test
    void aDribbledBodyArrivesWhole() {
        String dribble =
                stubs.on("/dribble", Stubs.text("drop by drop").withChunkedDribbleDelay(5, 200));
        String body =
                EventLoop.run(() -> {
                    try (var http = HttpSession.create()) {
                        return await(http.get(dribble).text());
                    }
                });
        assertThat(body).isEqualTo("drop by drop");
    }
}
