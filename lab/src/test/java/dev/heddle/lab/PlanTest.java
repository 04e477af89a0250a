package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Effort EFFORT = new Effort(Duration.ofSeconds(10), 3, 30);

    @Test
    void slowModelsGetTheLeastRoundsAndQuickOnesMore() {
        assertThat(Plan.rounds(5_000, 1_000, EFFORT)).isEqualTo(3);
        assertThat(Plan.rounds(100, 1_000, EFFORT)).isEqualTo(10);
        assertThat(Plan.rounds(1, 1_000, EFFORT)).isEqualTo(30);
    }

    @Test
    void timeThatIsSpentAlreadyLeavesTheLeastRounds() {
        assertThat(Plan.rounds(100, -50, EFFORT)).isEqualTo(3);
    }

    @Test
    void everyModelRunsAsOftenAsItMay() {
        var order = Plan.order(List.of(3, 30, 7));

        assertThat(List.of(0, 1, 2))
                .extracting(model -> Collections.frequency(order, model))
                .containsExactly(3, 30, 7);
    }

    @Test
    void roundsOfASlowModelAreSpreadOverTheWholeTime() {
        var order = Plan.order(List.of(3, 30));

        assertThat(order.subList(0, 11)).containsOnlyOnce(0);
        assertThat(order.subList(11, 22)).containsOnlyOnce(0);
        assertThat(order.subList(22, 33)).containsOnlyOnce(0);
    }

    @Test
    void noModelAlwaysRunsBehindTheSameOther() {
        var order = Plan.order(List.of(20, 20, 20));

        var before = new HashSet<Integer>();
        for (int i = 1; i < order.size(); i++) {
            if (order.get(i) == 0) {
                before.add(order.get(i - 1));
            }
        }
        assertThat(before).contains(1, 2);
    }

    @Test
    void theOrderIsTheSameEveryTime() {
        assertThat(Plan.order(List.of(9, 4, 5))).isEqualTo(Plan.order(List.of(9, 4, 5)));
    }

    @Test
    void noModelsMeanNoRounds() {
        assertThat(Plan.order(List.of())).isEmpty();
    }

    @Test
    void quickRunsShareARound() {
        assertThat(Entrant.runsFor(0.01)).isEqualTo(500);
        assertThat(Entrant.runsFor(5)).isEqualTo(1);
        assertThat(Entrant.runsFor(700)).isEqualTo(1);
        assertThat(Entrant.runsFor(0)).isEqualTo(10_000);
    }
}
