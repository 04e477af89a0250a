package dev.heddle.lab.advise;

import dev.heddle.EventLoop;
import dev.heddle.lab.Interval;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a machine card: batches of nothing, then batches of more and more. */
final class Calibration {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ROUNDS = 11;

    /** As long as it takes the compilers to have seen the way of a call. */
    private static final int WARM_UP_CALLS = 20_000;

    private static final int CALLS = 2_000;
    private static final int CALLS_ONE_BY_ONE = 300;

    /** Of a core, for each call; ends before a batch takes longer than people like to wait. */
    private static final double[] SIZES_MICROS = {1, 2, 5, 10, 20, 50, 100, 200, 500};

    private static final double BATCH_MICROS = 10_000;
    private static final double MOST_BATCH_MICROS = 100_000;

    private final EventLoop loop;
    private final int concurrency;
    private final Map<Way, WorkerPool> pools = new EnumMap<>(Way.class);

    private Calibration(EventLoop loop, int concurrency) {
        this.loop = loop;
        this.concurrency = concurrency;
        pools.put(Way.THREADS, WorkerPool.threads());
        pools.put(Way.VIRTUAL_THREADS, WorkerPool.virtualThreads());
        pools.put(Way.PROCESSES, WorkerPool.processes());
    }

    static MachineCard measure(int concurrency) {
        try (var loop = EventLoop.open()) {
            var calibration = new Calibration(loop, concurrency);
            try {
                return calibration.card();
            } finally {
                calibration.pools.values().forEach(WorkerPool::close);
            }
        }
    }

    private MachineCard card() {
        var nothing = new Mix(0, 0);
        pools.keySet().forEach(way -> time(way, nothing, WARM_UP_CALLS, concurrency));
        var one = interleaved(nothing, CALLS_ONE_BY_ONE, 1);
        var many = interleaved(nothing, CALLS, concurrency);
        var breakEven = breakEven();
        var costs = new ArrayList<MachineCard.PoolCost>();
        for (var way : pools.keySet()) {
            costs.add(
                    new MachineCard.PoolCost(
                            way.word(), of(one, way), of(many, way), of(breakEven, way)));
        }
        return new MachineCard(Runtime.getRuntime().availableProcessors(), concurrency, costs);
    }

    private Map<Way, Interval> interleaved(Mix mix, int calls, int tasks) {
        var micros = new EnumMap<Way, double[]>(Way.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (var way : ways()) {
                micros.computeIfAbsent(way, _ -> new double[ROUNDS])[round] =
                        time(way, mix, calls, tasks);
            }
        }
        var medians = new EnumMap<Way, Interval>(Way.class);
        micros.forEach((way, values) -> medians.put(way, Interval.of(values)));
        return medians;
    }

    private List<Way> ways() {
        var ways = new ArrayList<Way>();
        ways.add(Way.INLINE);
        ways.addAll(pools.keySet());
        return ways;
    }

    /** Micros for each call. */
    private double time(Way way, Mix mix, int calls, int tasks) {
        var workload = OwnWorkload.of(mix, new byte[0]);
        double micros = Math.max(0.1, mix.turns() / Mix.turnsPerMicro());
        var size = new LoopBatch.Size(calls, tasks, micros, 0, LIMIT);
        // Not closed, which would close the pool.
        var round = new LoopBatch<>(loop, workload, pools.get(way), size).round();
        var elapsed = round.elapsed();
        return elapsed == null ? Double.NaN : elapsed.toNanos() / 1e3 / calls;
    }

    /** The size from which on a pool is faster than the loop, between the two sizes tried. */
    private Map<Way, Double> breakEven() {
        var found = new EnumMap<Way, Double>(Way.class);
        var before = new EnumMap<Way, Double>(Way.class);
        for (double size : SIZES_MICROS) {
            var mix = new Mix(Mix.turnsFor(size), 0);
            int calls = callsOf(size, concurrency);
            var micros = interleaved(mix, calls, concurrency);
            for (var way : pools.keySet()) {
                double ratio = median(micros, way) / median(micros, Way.INLINE);
                if (ratio < 1 && !found.containsKey(way)) {
                    found.put(way, size * part(before.get(way), ratio));
                }
                before.put(way, ratio);
            }
            if (found.size() == pools.size()) {
                break;
            }
        }
        pools.keySet().forEach(way -> found.putIfAbsent(way, Double.NaN));
        return found;
    }

    /** Enough for all tasks, unless that took too long. */
    static int callsOf(double micros, int concurrency) {
        double most = MOST_BATCH_MICROS / micros;
        return (int) Math.max(BATCH_MICROS / micros, Math.min(2.0 * concurrency, most));
    }

    /** Sizes double, about: between two of them the ratio is taken as a line. */
    private static double part(@Nullable Double before, double ratio) {
        return before == null ? 1 : 0.5 + 0.5 * (before - 1) / (before - ratio);
    }

    private static double median(Map<Way, Interval> micros, Way way) {
        return of(micros, way).median();
    }

    private static <T> T of(Map<Way, T> map, Way way) {
        return Objects.requireNonNull(map.get(way), way.word());
    }
}
