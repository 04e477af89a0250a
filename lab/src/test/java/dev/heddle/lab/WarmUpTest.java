package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void twoWindowsThatAgreeAreSteady() {
        assertThat(after(300, 120, 101, 100, 102, 99, 101, 100).isSteady()).isTrue();
    }

    @Test
    void aModelThatStillGetsFasterIsNotSteady() {
        assertThat(after(300, 200, 150, 120, 100, 80).isSteady()).isFalse();
    }

    @Test
    void aStepFromOneTierToTheNextIsNotSteady() {
        assertThat(after(100, 100, 100, 30, 30, 30).isSteady()).isFalse();
        assertThat(after(100, 100, 100, 30, 30, 30, 30, 30, 30).isSteady()).isTrue();
    }

    @Test
    void oneOutlierInAWindowDoesNotMatter() {
        assertThat(after(100, 900, 100, 100, 100, 100).isSteady()).isTrue();
    }

    @Test
    void quickRoundsHaveToAgreeForLonger() {
        var quick = new WarmUp();
        for (int i = 0; i < 19; i++) {
            quick.add(0.1, 5);
            assertThat(quick.isSteady()).as("after %d rounds", i + 1).isFalse();
        }
        quick.add(0.1, 5);

        assertThat(quick.isSteady()).isTrue();
    }

    @Test
    void fewerRoundsThanTwoWindowsAreNotSteady() {
        assertThat(after(100, 100, 100, 100, 100).isSteady()).isFalse();
    }

    @Test
    void lastMillisIsTheMedianOfTheLastRounds() {
        assertThat(after(900, 500, 10, 90, 11).lastMillis()).isEqualTo(11);
        assertThat(after(900).lastMillis()).isEqualTo(900);
    }

    private static WarmUp after(double... rounds) {
        var warmUp = new WarmUp();
        DoubleStream.of(rounds).forEach(millis -> warmUp.add(millis, millis));
        return warmUp;
    }
}
