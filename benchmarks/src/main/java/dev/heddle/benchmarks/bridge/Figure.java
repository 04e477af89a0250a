package dev.heddle.benchmarks.bridge;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One table: who is compared, and in what.
 *
 * @param name as on the command line
 * @param title what is measured
 * @param warmUps rounds that do not count
 * @param columns what is shown of each row
 * @param rows who is compared
 */
record Figure(String name, String title, int warmUps, List<Column> columns, List<Row> rows) {
    /**
     * @param heading what it shows, and its unit
     * @param format of its numbers
     * @param value from the numbers of one round: units first, then what was measured
     */
    record Column(String heading, String format, ToDoubleFunction<List<Long>> value) {
        static Column millis(String heading, int field) {
            return new Column(heading, "%.1f", n -> n.get(field) / 1e6 / n.get(0));
        }

        /** Of a figure that the contender gives as such, not as a sum over its units. */
        static Column micros(String heading, int field) {
            return new Column(heading, "%,.0f", n -> n.get(field) / 1e3);
        }
    }

    /**
     * @param exercise the name of the exercise; of a script's after {@code python} or, for one that
     *     needs more than Python, {@code python-<module>}
     * @param label as in the table
     * @param units in each round
     */
    record Row(String exercise, String label, int units) {}

    private static final Column MICROS_PER_CALL =
            new Column("µs a call (lowest–highest)", "%.1f", n -> n.get(1) / 1e3 / n.get(0));
    private static final Column CALLS_PER_SECOND =
            new Column("calls/s (lowest–highest)", "%,.0f", n -> n.get(0) * 1e9 / n.get(1));
    private static final Column GIGABYTES_PER_SECOND =
            new Column(
                    "GB/s, both ways counted (lowest–highest)",
                    "%.2f",
                    n -> 2.0 * Double.BYTES * 8_000_000 * n.get(0) / n.get(1));

    static List<Figure> all() {
        return List.of(
                oneAtATime(),
                inFlight(),
                kilobyte(),
                rate(),
                payload(),
                deadline(),
                start(),
                lag(),
                service());
    }

    private static Figure oneAtATime() {
        return new Figure(
                "thread",
                "loop → thread → loop, one call at a time",
                3,
                List.of(MICROS_PER_CALL),
                List.of(
                        new Row("await", "**Heddle, `await(pool.submit(…))`**", 50_000),
                        new Row("reactor-await", "Reactor, subscribeOn and publishOn", 50_000),
                        new Row("python asyncio-await", "asyncio, run_in_executor", 10_000),
                        new Row("python-uvloop uvloop-await", "the same on uvloop", 10_000)));
    }

    private static Figure inFlight() {
        return new Figure(
                "in-flight",
                "loop → thread → loop, 500 in flight",
                3,
                List.of(CALLS_PER_SECOND),
                List.of(
                        new Row("tasks", "**Heddle, 500 tasks that await**", 500_000),
                        new Row("flatMap", "**Heddle, flatMap(submit, 500)**", 500_000),
                        new Row("map", "**Heddle, map**", 5_000_000),
                        new Row(
                                "reactor-flatMap",
                                "Reactor, flatMap(subscribeOn and publishOn, 500)",
                                200_000),
                        new Row("python asyncio-tasks", "asyncio, 500 in run_in_executor", 20_000),
                        new Row("python-uvloop uvloop-tasks", "the same on uvloop", 20_000)));
    }

    private static Figure kilobyte() {
        return new Figure(
                "process",
                "loop → process → loop, 1 KB there and back, one call at a time",
                3,
                List.of(MICROS_PER_CALL),
                List.of(
                        new Row("process-kilobyte", "**Heddle, `await(pool.submit(…))`**", 10_000),
                        new Row("python mp-apply", "multiprocessing.Pool.apply", 5_000),
                        new Row(
                                "python asyncio-process",
                                "asyncio, ProcessPoolExecutor in run_in_executor",
                                5_000),
                        new Row(
                                "socket-kilobyte",
                                "bare Unix socket between two JVMs, no loop",
                                10_000)));
    }

    private static Figure rate() {
        return new Figure(
                "process-rate",
                "tiny calls to processes",
                3,
                List.of(CALLS_PER_SECOND),
                List.of(
                        new Row("process-map", "**Heddle, map**", 1_000_000),
                        new Row("process-tasks", "**Heddle, 500 tasks that await**", 100_000),
                        new Row("python mp-map-1", "multiprocessing.Pool.map(chunksize=1)", 20_000),
                        new Row("python mp-map", "multiprocessing.Pool.map", 1_000_000),
                        new Row("python executor-map", "ProcessPoolExecutor.map", 5_000)));
    }

    private static Figure payload() {
        return new Figure(
                "payload",
                "64 MB of doubles to a process and back",
                2,
                List.of(GIGABYTES_PER_SECOND),
                List.of(
                        new Row("process-doubles", "**Heddle, double[]**", 10),
                        new Row("python payload-bytes", "multiprocessing.Pool, bytes", 3),
                        new Row("python payload-array", "multiprocessing.Pool, array.array", 3),
                        new Row("python-numpy payload-numpy", "multiprocessing.Pool, NumPy", 3)));
    }

    private static Figure deadline() {
        return new Figure(
                "deadline",
                "a call that never ends meets its deadline",
                1,
                List.of(
                        Column.millis("deadline → error in the caller, ms", 1),
                        Column.millis("deadline → process gone, ms", 2)),
                List.of(new Row("deadline", "**Heddle**", 5)));
    }

    private static Figure start() {
        return new Figure(
                "start",
                "a new worker",
                1,
                List.of(Column.millis("until the result of its first call, ms", 1)),
                List.of(
                        new Row("spare", "**spare takes over, after the deadline's error**", 5),
                        new Row("cold", "**pool opened, without a cache**", 5),
                        new Row("cold-aot", "**pool opened, with an AOT cache**", 5)));
    }

    private static Figure lag() {
        return new Figure(
                "lag",
                "how late a timer of each millisecond rings on the loop, two pools at work",
                1,
                List.of(
                        Column.micros("p50, µs", 1),
                        Column.micros("p99, µs", 2),
                        Column.micros("longest, µs", 3)),
                List.of(
                        new Row("idle", "pools at rest", 2_000),
                        new Row("compute-threads", "plain computing, threads", 2_000),
                        new Row("compute-processes", "plain computing, processes", 2_000),
                        new Row("litter-threads", "much garbage, threads", 2_000),
                        new Row("litter-processes", "much garbage, processes", 2_000)));
    }

    private static Figure service() {
        return new Figure(
                "service",
                "a light request to a service that computes for four others",
                1,
                List.of(
                        Column.micros("p50, µs", 1),
                        Column.micros("p99, µs", 2),
                        Column.micros("longest, µs", 3)),
                List.of(
                        new Row("service-rest", "nobody else", 300),
                        new Row("service-in-place", "computing on the loop", 300),
                        new Row("service-threads", "**computing in threads**", 300),
                        new Row("service-processes", "**computing in processes**", 300)));
    }
}
