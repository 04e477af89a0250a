package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nanoseconds are fed; a round of 60 ms has slices of one. */
class LagLogTest {
    private static final long MS = 1_000_000;

    private final LagLog log = new LagLog();

    @Test
    void aLoopInTimeHasNoLag() {
        log.begin(0);
        for (int at = 0; at < 60; at++) {
            log.fired(at * MS);
        }
        var round = log.end(60 * MS);

        assertThat(round.longestMillis()).isZero();
        assertThat(round.stripMillis()).isEqualTo(Collections.nCopies(60, 0.0));
        assertThat(log.p99Millis()).isZero();
    }

    @Test
    void aFreezeHasItsWholeLengthInEverySliceThatItTouches() {
        log.begin(0);
        log.fired(0);
        for (int at = 1; at <= 9; at++) {
            log.fired(at * MS);
        }
        // Due at 10 ms.
        log.fired(40 * MS);
        for (int at = 41; at < 60; at++) {
            log.fired(at * MS);
        }
        var round = log.end(60 * MS);

        assertThat(round.longestMillis()).isEqualTo(30);
        assertThat(round.stripMillis().subList(0, 10)).containsOnly(0.0);
        assertThat(round.stripMillis().subList(10, 40)).containsOnly(30.0);
        assertThat(round.stripMillis().subList(40, 60)).containsOnly(0.0);
    }

    @Test
    void aFreezeThatOutlastsTheRoundIsSeenThoughNoTimerFired() {
        log.begin(0);
        log.fired(0);
        var round = log.end(60 * MS);

        assertThat(round.longestMillis()).isEqualTo(59);
        assertThat(round.stripMillis().subList(1, 60)).containsOnly(59.0);
    }

    @Test
    void aLoopThatIsHeldFromTheStartIsSeenFromTheStart() {
        log.begin(0);
        log.fired(45 * MS);
        var round = log.end(45 * MS);

        assertThat(round.longestMillis()).isEqualTo(45);
        assertThat(round.stripMillis()).isEqualTo(Collections.nCopies(60, 45.0));
    }

    @Test
    void aFreezeCountsForTheTimersThatCouldNotFire() {
        log.begin(0);
        for (int at = 0; at < 50; at++) {
            log.fired(at * MS);
        }
        // 50 timers in time, then 50 ms without any: half of all that were due were late.
        log.fired(100 * MS);
        log.end(100 * MS);

        assertThat(log.p99Millis()).isBetween(48.0, 51.0);
    }

    @Test
    void whatFiresAfterTheEndIsNotCounted() {
        log.begin(0);
        log.fired(0);
        log.end(MS);

        assertThat(log.fired(500 * MS)).isFalse();
        assertThat(log.p99Millis()).isLessThan(1);
    }

    @Test
    void aRoundKnowsNothingOfTheOneBefore() {
        log.begin(0);
        log.fired(30 * MS);
        log.end(30 * MS);

        log.begin(100 * MS);
        log.fired(100 * MS);
        var second = log.end(101 * MS);

        assertThat(second.longestMillis()).isZero();
        assertThat(log.p99Millis()).as("over all rounds").isGreaterThan(25);
    }

    @Test
    void aRoundShorterThanItsSlicesHasThemAll() {
        log.begin(0);
        assertThat(log.end(0).stripMillis()).hasSize(LagLog.SLICES);
    }

    @Test
    void aLongRoundKeepsAllItsTimers() {
        log.begin(0);
        for (int at = 0; at < 5_000; at++) {
            log.fired(at * MS);
        }
        for (int at = 5_020; at < 6_000; at++) {
            log.fired(at * MS);
        }
        var strip = log.end(6_000 * MS).stripMillis();

        assertThat(strip.get(50)).isEqualTo(20);
        assertThat(List.of(strip.get(0), strip.get(49))).containsOnly(0.0);
    }
}
