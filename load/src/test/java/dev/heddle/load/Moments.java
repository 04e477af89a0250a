package dev.heddle.load;

import dev.heddle.load.LoadProgress.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Load tests at one moment, for tests of those who hear of them. */
public final class Moments {
    private Moments() {}

    /** Half of ten seconds is measured at 500/s; 1,000 answers in the last second, 1 ms to 1 s. */
    public static LoadProgress measuring(long ok, Map<String, Long> errors) {
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        return at(Phase.MEASURING, ok, failed, 500, upTo(1_000), errors);
    }

    /** The first second of ten at 500/s, in which nothing was answered yet. */
    public static LoadProgress warmingUp() {
        return at(Phase.WARM_UP, 0, 0, 500, upTo(0), Map.of());
    }

    /** The closed model, which wants no rate. */
    public static LoadProgress ofUsers() {
        return at(Phase.MEASURING, 10, 0, 0, upTo(10), Map.of());
    }

    /** At the end, when only the last answers are missing. */
    public static LoadProgress draining() {
        return at(Phase.DRAINING, 10, 0, 0, upTo(10), Map.of());
    }

    private static LoadProgress at(
            Phase phase,
            long ok,
            long failed,
            double wanted,
            Latencies recent,
            Map<String, Long> errors) {
        return new LoadProgress(
                phase,
                Duration.ofSeconds(5),
                phase == Phase.DRAINING ? Duration.ZERO : Duration.ofSeconds(5),
                ok + failed + 12,
                ok + failed + 2,
                ok,
                failed,
                12,
                3,
                wanted,
                499.6,
                recent,
                recent,
                upTo(2),
                0.25,
                new TreeMap<>(errors));
    }

    /** Each number of milliseconds up to this one, once. */
    private static Latencies upTo(int millis) {
        var histogram = new Histogram(Latencies.MOST_NANOS, 3);
        for (int i = 1; i <= millis; i++) {
            histogram.recordValue(i * 1_000_000L);
        }
        return new Latencies(histogram);
    }
}
