package dev.heddle.load;

import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The measured time of one loop in equal slices: what was to start in each, and what became of it.
 * How many there are is known from the beginning, so that an hour takes no more memory than a
 * minute.
 */
final class TimeLine {
    private static final int MOST = 120;
    private static final List<Double> WIDTHS =
            List.of(0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0);

    final double seconds;
    private final long nanos;
    final Part[] parts;

    TimeLine(Duration measured) {
        this.seconds = width(measured.toNanos() / 1e9);
        this.nanos = Math.round(seconds * 1e9);
        this.parts = new Part[(int) Math.ceilDiv(measured.toNanos(), nanos)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part();
        }
    }

    private static double width(double all) {
        for (double width : WIDTHS) {
            if (all / width <= MOST) {
                return width;
            }
        }
        return Math.ceil(all / MOST);
    }

    /** The slice of what was to start so long after the measurement began. */
    Part at(long sinceBegin) {
        return parts[Math.clamp(sinceBegin / nanos, 0, parts.length - 1)];
    }

    /** One slice. */
    static final class Part {
        long offered;
        long ok;
        long failed;
        long lagNanos;
        final Histogram latency = Histograms.coarse();

        void add(Part other) {
            offered += other.offered;
            ok += other.ok;
            failed += other.failed;
            lagNanos = Math.max(lagNanos, other.lagNanos);
            latency.add(other.latency);
        }
    }
}
