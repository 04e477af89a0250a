package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTest {
    @Test
    void aQuietMachineIsJudged() {
        assertThat(new Noise(0.04, 1.1, 0.1).tooMuch()).isNull();
    }

    @Test
    void otherProcessesBeyondTheLimitAreNamedWithTheFigure() {
        assertThat(new Noise(0.62, 1.1, 0).tooMuch())
                .isEqualTo("other processes took 62 % of the cores (limit 15 %)");
    }

    @Test
    void aCoreThatBecomesSlowIsNamedWithTheFigure() {
        assertThat(new Noise(0.01, 1.4, 0).tooMuch())
                .isEqualTo(
                        "a fixed computation took 40 % longer than when it was fastest (limit 25"
                                + " %)");
    }

    @Test
    void whatAModelLeftRunningIsNamedWithTheFigure() {
        assertThat(new Noise(0.01, 1, 0.96).tooMuch())
                .isEqualTo(
                        "work that a model left behind kept 1.0 cores busy between rounds (limit"
                                + " 0.5)");
    }

    @Test
    void severalReasonsAreAllNamed() {
        assertThat(new Noise(0.5, 2, 0).tooMuch()).contains("other processes", " and a fixed");
    }

    @Test
    void aSystemThatDoesNotTellOfOthersIsJudgedByTheRest() {
        assertThat(new Noise(Double.NaN, 1, 0).tooMuch()).isNull();
    }

    @Test
    void othersGetWhatWasBusyAndNotOurs() {
        var before = CpuTimes.of("cpu  100 0 0 900 0 0 0 0 0 0", 50);
        var after = CpuTimes.of("cpu  160 5 10 990 5 0 5 25 7 0", 90);

        // 105 of 200 ticks were busy, 40 of them ours.
        assertThat(after.othersSince(before)).isEqualTo(65 / 200.0, within(1e-9));
    }

    @Test
    void noTimeAtAllTellsNothing() {
        var times = CpuTimes.of("cpu  100 0 0 900 0 0 0 0 0 0", 50);

        assertThat(times.othersSince(times)).isNaN();
    }

    @Test
    void aProcessIsReadWhateverItsName() {
        var stat =
                ProcessStat.of(
                        "7 (a) b ( c) S 3 7 7 0 -1 4194304 1 2 3 4 10 20 300 4000 20 0 1 0 777 1 2",
                        1000);

        assertThat(stat).isEqualTo(new ProcessStat(7, 3, true, 777, 4330, 1000));
    }

    @Test
    void ourTreeIsWeOurDescendantsAndDaemonsOfThem() {
        var processes =
                List.of(
                        new ProcessStat(1, 0, false, 0, 1, 0),
                        new ProcessStat(10, 1, false, 100, 10, 1000),
                        new ProcessStat(11, 10, false, 110, 100, 1000),
                        new ProcessStat(12, 11, false, 120, 1_000, 1000),
                        // A daemon that turned away from one of ours, and its child.
                        new ProcessStat(13, 1, false, 130, 10_000, 1000),
                        new ProcessStat(14, 13, false, 130, 100_000, 1000),
                        // Older than we, another user's, and of another's tree.
                        new ProcessStat(20, 1, false, 90, 5, 1000),
                        new ProcessStat(21, 1, false, 130, 5, 33),
                        new ProcessStat(22, 20, false, 130, 5, 1000));

        assertThat(CpuTimes.ofTree(10, processes)).isEqualTo(111_110);
    }

    @Test
    void aDaemonThatAnAncestorTookInIsOurs() {
        var processes =
                List.of(
                        new ProcessStat(1, 0, true, 0, 1, 0),
                        new ProcessStat(5, 1, true, 50, 10, 1000),
                        new ProcessStat(6, 5, false, 60, 100, 1000),
                        new ProcessStat(10, 6, false, 100, 1_000, 1000),
                        new ProcessStat(13, 5, true, 130, 10_000, 1000),
                        new ProcessStat(14, 13, false, 131, 100_000, 1000),
                        // Another command of the same shell, and a daemon of another's.
                        new ProcessStat(20, 6, false, 130, 5, 1000),
                        new ProcessStat(21, 20, true, 130, 5, 1000));

        assertThat(CpuTimes.ofTree(10, processes)).isEqualTo(111_000);
    }

    @Test
    void aTreeThatIsGoneHasNoTicks() {
        assertThat(CpuTimes.ofTree(99, List.of(new ProcessStat(1, 0, false, 0, 1, 0)))).isZero();
    }
}
