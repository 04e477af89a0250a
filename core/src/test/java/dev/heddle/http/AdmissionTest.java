package dev.heddle.http;

import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who may begin, on virtual time. */
class AdmissionTest {
    private static final long FAST = 1_000_000;
    private static final long SLOW = 100_000_000;

    private final List<Integer> begun = new ArrayList<>();

    private Admission<Integer> admission(double rate, boolean polite, int most) {
        var loop = EventLoop.current().resources().onClient(true).next();
        var limits = new Settings.Limits(1_000, most, rate, polite);
        return new Admission<>(loop, limits, begun::add, () -> {});
    }

    @Test
    void aRateSpacesRequestsEvenlyInTheirOrder() {
        VirtualTimeLoop.run(() -> {
            var admission = admission(10, false, 100);
            for (int i = 0; i < 31; i++) {
                admission.add(i);
            }
            assertThat(begun).containsExactly(0);

            sleep(Duration.ofMillis(950));
            assertThat(begun).hasSize(10);
            sleep(Duration.ofSeconds(2));
            assertThat(begun).hasSize(30).isSorted();
        });
    }

    @Test
    void timeThatNobodyWantedIsNotSaved() {
        VirtualTimeLoop.run(() -> {
            var admission = admission(10, false, 100);
            sleep(Duration.ofHours(1));
            for (int i = 0; i < 10; i++) {
                admission.add(i);
            }
            assertThat(begun).hasSizeLessThanOrEqualTo(2);
        });
    }

    @Test
    void whoDoesNotWantToBeginAnyMoreTakesNoTurn() {
        VirtualTimeLoop.run(() -> {
            var admission = admission(10, false, 100);
            admission.add(0);
            admission.add(1);
            admission.add(2);
            admission.forget(1);

            sleep(Duration.ofMillis(150));
            assertThat(begun).containsExactly(0, 2);
            sleep(Duration.ofSeconds(1));
            assertThat(admission.isUnused()).as("two are under way").isFalse();
            admission.left(200, FAST);
            admission.left(200, FAST);
            assertThat(admission.isUnused()).isTrue();
        });
    }

    @Test
    void overloadHalvesTheWindowOncePerRoundAndItRecovers() {
        VirtualTimeLoop.run(() -> {
            var admission = admission(0, true, 64);
            for (int i = 0; i < 1_000; i++) {
                admission.add(i);
            }
            assertThat(begun).hasSize(64);

            admission.left(503, FAST);
            assertThat(admission.window()).isEqualTo(32);
            for (int i = 0; i < 63; i++) {
                admission.left(429, FAST);
            }
            assertThat(admission.window()).as("the same round").isEqualTo(32);
            admission.left(429, FAST);
            assertThat(admission.window()).isEqualTo(16);

            for (int i = 0; i < 200; i++) {
                admission.left(200, FAST);
            }
            assertThat(admission.window()).isBetween(20, 30);
        });
    }

    @Test
    void risingLatencyHalvesTheWindow() {
        VirtualTimeLoop.run(() -> {
            var admission = admission(0, true, 64);
            for (int i = 0; i < 1_000; i++) {
                admission.add(i);
            }
            for (int i = 0; i < 50; i++) {
                admission.left(200, FAST);
            }
            assertThat(admission.window()).isEqualTo(64);

            for (int i = 0; i < 10; i++) {
                admission.left(200, SLOW);
            }
            assertThat(admission.window()).isLessThanOrEqualTo(33);
        });
    }

    @Test
    void isForgottenOnceTheLastHasLeftAndItsTimeHasPassed() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current().resources().onClient(true).next();
            var tidied = new AtomicInteger();
            for (double rate : new double[] {0, 10}) {
                var limits = new Settings.Limits(1_000, 100, rate, true);
                var admission =
                        new Admission<Integer>(loop, limits, begun::add, tidied::incrementAndGet);
                admission.add(0);
                admission.left(200, FAST);
                assertThat(admission.isUnused()).isEqualTo(rate == 0);
                assertThat(tidied).hasValue(rate == 0 ? 1 : 0);
                sleep(Duration.ofSeconds(1));
                assertThat(admission.isUnused()).isTrue();
                assertThat(tidied).hasValue(1);
                tidied.set(0);
            }
        });
    }
}
