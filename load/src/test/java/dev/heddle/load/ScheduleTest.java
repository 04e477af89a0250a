package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void evenArrivalsAreTheSameTimeApart() {
        var times = times(Plans.open(1_000, Duration.ofSeconds(2)), 0);

        assertThat(times).hasSize(2_000);
        assertThat(times).allSatisfy(time -> assertThat(time % 1_000_000).isZero());
        assertThat(times).startsWith(0L, 1_000_000L, 2_000_000L).isSorted();
    }

    @Test
    void aRateThatIsNoWholeNumberIsKeptForAnHour() {
        var times = times(Plans.open(0.3, Duration.ofHours(1)), 0);

        assertThat(times).hasSize(1_080);
        assertThat(times.getLast()).isEqualTo(Math.round(1_079 / 0.3 * 1e9));
    }

    @Test
    void severalLoopsTakeTurns() {
        var plan = Plans.builder().rate(1_000).duration(Duration.ofSeconds(1)).loops(3).build();

        var all = IntStream.range(0, 3).mapToObj(i -> times(plan, i)).toList();

        assertThat(all.get(1)).startsWith(1_000_000L, 4_000_000L);
        assertThat(all.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(times(Plans.open(1_000, Duration.ofSeconds(1)), 0));
    }

    @Test
    void aRampBringsTheIntegralOfItsRate() {
        var plan = Plans.builder().stage("10s:100..1000").build();

        var times = times(plan, 0);

        assertThat(times).hasSize(5_500).isSorted();
        long inFirstSecond = times.stream().filter(time -> time < 1_000_000_000L).count();
        assertThat(inFirstSecond).isCloseTo(145, within(1L));
        long inLast = times.stream().filter(time -> time >= 9_000_000_000L).count();
        assertThat(inLast).isCloseTo(955, within(1L));
    }

    @Test
    void aRampMayBeginOrEndWithNothing() {
        assertThat(times(Plans.builder().stage("10s:0..100").build(), 0)).hasSize(500).isSorted();
        assertThat(times(Plans.builder().stage("10s:100..0").build(), 0)).hasSize(500).isSorted();
    }

    @Test
    void stagesFollowEachOther() {
        var times = times(Plans.builder().stage("1s:10").stage("1s:20").build(), 0);

        assertThat(times).hasSize(30);
        assertThat(times.get(10)).isEqualTo(1_000_000_000L);
        assertThat(times.get(11)).isEqualTo(1_050_000_000L);
    }

    @Test
    void theWarmUpComesFirstAtTheFirstRate() {
        var plan = Plans.builder().stage("1s:10..20").warmUp(Duration.ofSeconds(3)).build();

        var times = times(plan, 0);

        assertThat(times.stream().filter(time -> time < 3_000_000_000L)).hasSize(30);
        assertThat(times.stream().filter(time -> time >= 3_000_000_000L)).hasSize(15);
    }

    @Test
    void poissonArrivalsHaveTheRateAndTheSpreadOfOne() {
        var plan =
                Plans.builder()
                        .rate(1_000)
                        .duration(Duration.ofSeconds(100))
                        .spacing(Spacing.POISSON)
                        .loops(2)
                        .build();

        var times = new ArrayList<>(times(plan, 0));
        times.addAll(times(plan, 1));

        int[] perSecond = new int[100];
        times.forEach(time -> perSecond[(int) (time / 1_000_000_000L)]++);
        double mean = IntStream.of(perSecond).average().orElseThrow();
        double variance =
                IntStream.of(perSecond).mapToDouble(n -> (n - mean) * (n - mean)).sum() / 99;
        // A seed is given, so these are no matter of luck.
        assertThat(mean).isCloseTo(1_000, within(10.0));
        assertThat(variance).isBetween(600.0, 1_500.0);
    }

    @Test
    void aSeedGivesTheSameArrivalsAgain() {
        var poisson = Plans.builder().rate(50).spacing(Spacing.POISSON);

        assertThat(times(poisson.seed(7).build(), 0)).isEqualTo(times(poisson.seed(7).build(), 0));
        assertThat(times(poisson.seed(7).build(), 0))
                .isNotEqualTo(times(poisson.seed(8).build(), 0));
    }

    @Test
    void tellsTheRateOfAMoment() {
        var plan =
                Plans.builder()
                        .stage("10s:100..200")
                        .stage("5s:50")
                        .warmUp(Duration.ofSeconds(1))
                        .build();

        assertThat(Schedule.rateAt(plan, 0)).isEqualTo(100);
        assertThat(Schedule.rateAt(plan, 6_000_000_000L)).isEqualTo(150);
        assertThat(Schedule.rateAt(plan, 12_000_000_000L)).isEqualTo(50);
        assertThat(Schedule.rateAt(plan, 17_000_000_000L)).isZero();
    }

    private static List<Long> times(LoadPlan plan, int loop) {
        var schedule = Schedule.of(plan, loop);
        var times = new ArrayList<Long>();
        for (long next = schedule.next(); next != Schedule.END; next = schedule.next()) {
            times.add(next);
        }
        return times;
    }
}
