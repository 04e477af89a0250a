package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StopTest {
    private final ArrayList<String> trail = new ArrayList<>();
    private final Stop stop = new Stop();

    @Test
    void endsWhatIsUnderWay() {
        stop.by(why -> trail.add("check " + why));
        stop.by(why -> trail.add("run " + why));

        assertThat(stop.now("interrupted")).isTrue();
        assertThat(stop.now("interrupted")).isFalse();
        assertThat(trail).containsExactly("run interrupted");
    }

    @Test
    void endsWhatBeginsLater() {
        stop.now("interrupted");
        stop.by(why -> trail.add("run " + why));

        assertThat(trail).containsExactly("run interrupted");
    }
}
