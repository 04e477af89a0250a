package dev.heddle.lab.advise;

import dev.heddle.lab.Effort;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much each way does in a round, and how long all of them take for it: many small calls, or few
 * large ones.
 *
 * @param call what one takes
 * @param concurrency tasks of the loop that have a call in flight
 * @param cores of this machine
 */
record Sizes(CallProfile call, int concurrency, int cores) {
    /** For which an advice is measured at most. */
    static final Duration MOST = Duration.ofMinutes(5);

    /** About how long the fastest of the models shall take for a round. */
    private static final double ROUND_MICROS = 30_000;

    /** And a slow one at most, if it need not be longer. */
    private static final double SLOW_ROUND_MICROS = 300_000;

    private static final int MOST_CALLS = 20_000;

    /** For each core, unless they are so long that fewer fill a round. */
    private static final int LEAST_CALLS = 4;

    /** What a call costs at least, with its way to and from a pool. */
    private static final double LEAST_MICROS = 1.5;

    /** Results that together are larger are compared for each input only, not for each call. */
    private static final long COMPARED_BYTES = 1 << 20;

    /** How many calls a way makes in a round: fewer where few of many that wait run at a time. */
    int calls(Way way) {
        int all = calls();
        return switch (way) {
            case INLINE -> isLong() && !call.mostlyWaits() ? Math.min(all, inlineCalls()) : all;
            case VIRTUAL_THREADS -> all;
            case THREADS, PROCESSES -> {
                double most = SLOW_ROUND_MICROS * cores / elapsed();
                yield (int) Math.max(Math.min(all, most), Math.min(all, least()));
            }
        };
    }

    /** How many results are compared, the same for every way. */
    int compared(int inputs) {
        int calls = Stream.of(Way.values()).mapToInt(this::calls).min().orElseThrow();
        int most = Math.min(calls, LEAST_CALLS * cores);
        boolean small = call.outputBytes() >= 0 && call.outputBytes() * most <= COMPARED_BYTES;
        return small ? most : Math.min(most, inputs);
    }

    /** About how long a round of a way takes. */
    Duration round(Way way) {
        int calls = calls(way);
        double waves = Math.ceil((double) calls / Math.min(calls, concurrency)) * elapsed();
        double micros =
                switch (way) {
                    case INLINE -> Math.max(waves, calls * call.cpuMicros());
                    case VIRTUAL_THREADS -> Math.max(waves, calls * call.cpuMicros() / cores);
                    case THREADS, PROCESSES -> Math.ceil((double) calls / cores) * elapsed();
                };
        return Duration.ofNanos((long) (1e3 * micros));
    }

    /**
     * What is needed to say anything: as much as was asked for, but for calls so long that the
     * least rounds of all ways, warm-up included, need more.
     */
    Effort effort(Effort asked) {
        var sweep = Stream.of(Way.values()).map(this::round).reduce(Duration.ZERO, Duration::plus);
        if (fits(sweep, asked.leastRounds(), asked.perWorkload())) {
            return asked;
        }
        int least = Math.min(asked.leastRounds(), Decision.LEAST_ROUNDS);
        var needed = needed(sweep, least);
        return needed.compareTo(asked.perWorkload()) <= 0
                ? new Effort(asked.perWorkload(), least, asked.mostRounds())
                : new Effort(needed, least, asked.mostRounds());
    }

    private static boolean fits(Duration sweep, int least, Duration time) {
        return needed(sweep, least).compareTo(time) <= 0;
    }

    private static Duration needed(Duration sweep, int least) {
        return sweep.multipliedBy(least + 1L);
    }

    private int calls() {
        double byCpu = ROUND_MICROS / Math.max(call.cpuMicros() / cores, LEAST_MICROS);
        double byWait =
                call.mostlyWaits()
                        ? concurrency * Math.max(1, Math.rint(ROUND_MICROS / elapsed()))
                        : MOST_CALLS;
        int least = Math.max(least(), leastForConcurrency());
        return (int) Math.max(least, Math.min(MOST_CALLS, Math.min(byCpu, byWait)));
    }

    /**
     * Several for each core, so that a core that is late counts little; one each if they are long.
     */
    private int least() {
        return cores * (int) Math.clamp(SLOW_ROUND_MICROS / elapsed(), 1, LEAST_CALLS);
    }

    private boolean isLong() {
        return elapsed() * LEAST_CALLS > SLOW_ROUND_MICROS;
    }

    /** As many as a core works on while one of them takes its time. */
    private int inlineCalls() {
        double overlapping = Math.rint(elapsed() / Math.max(1, call.cpuMicros()));
        return (int) Math.max(overlapping, SLOW_ROUND_MICROS / elapsed());
    }

    /** All tasks have a call in flight, unless that took too long. */
    private int leastForConcurrency() {
        double micros = concurrency * call.cpuMicros() / cores;
        return micros <= SLOW_ROUND_MICROS ? concurrency : 0;
    }

    private double elapsed() {
        return call.elapsedMicros().median();
    }
}
