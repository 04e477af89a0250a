package dev.heddle.lab.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void aNarrowRangeIsLinearFromZero() {
        var scale = Scale.of(20, 100);

        assertThat(scale.log()).isFalse();
        assertThat(scale.percent(25)).isEqualTo(25);
        assertThat(scale.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    }

    @Test
    void aWideRangeIsLogarithmicFromThePowerOfTenBelow() {
        var scale = Scale.of(2, 1000);

        assertThat(scale.log()).isTrue();
        assertThat(Math.round(scale.percent(10))).isEqualTo(33);
        assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
    }

    @Test
    void ticksAreRoundAndFew() {
        assertThat(Scale.of(300, 629).ticks()).containsExactly(0.0, 200.0, 400.0, 600.0);
        assertThat(Scale.of(0.3, 1.1).ticks()).hasSizeLessThanOrEqualTo(6).contains(1.0);
    }

    @Test
    void valuesOutsideLieAtTheEnds() {
        assertThat(Scale.of(2, 1000).percent(0)).isZero();
        assertThat(Scale.of(20, 100).percent(300)).isEqualTo(100);
    }

    @Test
    void nothingMeasuredIsAScaleToo() {
        assertThat(Scale.of(0, 0).percent(0)).isZero();
    }
}
