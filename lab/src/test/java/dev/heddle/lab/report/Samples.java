package dev.heddle.lab.report;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Environment;
import dev.heddle.lab.Figures;
import dev.heddle.lab.Interval;
import dev.heddle.lab.Kind;
import dev.heddle.lab.LoopLag;
import dev.heddle.lab.Model;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.Workload;
import dev.heddle.lab.WorkloadResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Made-up comparisons that look like real ones. */
public final class Samples {
    private static final double NOT_TRIED = -1;
    private static final double ABSENT = Double.NaN;
    private static final int SLICES = 60;

    private static final List<Model> MODELS =
            List.of(
                    model("inline", Model.Side.HEDDLE, "in a task of the loop, which it holds up"),
                    model(
                            "gil",
                            Model.Side.DEMONSTRATION,
                            "threads under one lock that is passed on every 5 ms, as CPython's is; a"
                                    + " simulation"),
                    model("threads", Model.Side.HEDDLE, "in parts, on a worker pool of threads"),
                    model("virtual-threads", Model.Side.JAVA, "in parts, a virtual thread each"),
                    model("fork-join", Model.Side.JAVA, "split in halves on a ForkJoinPool"),
                    model("processes", Model.Side.HEDDLE, "in parts, on worker processes"),
                    model("simd", Model.Side.HEDDLE, "with the Vector API, on a worker pool"),
                    model("native", Model.Side.HEDDLE, "in C through FFM: OpenBLAS or libm"),
                    model("columnar", Model.Side.HEDDLE, "in DuckDB, inside this process"),
                    model("interpreter", Model.Side.DEMONSTRATION, "in a JVM without its JIT"),
                    model("cpython", Model.Side.PYTHON, "a plain loop in CPython"),
                    model("python-threads", Model.Side.PYTHON, "a ThreadPoolExecutor in CPython"),
                    model("multiprocessing", Model.Side.PYTHON, "a multiprocessing.Pool"),
                    model("numpy", Model.Side.PYTHON, "NumPy, on arrays"),
                    model("pandas", Model.Side.PYTHON, "pandas, on data frames"),
                    model("polars", Model.Side.PYTHON, "Polars, on data frames"));

    private Samples() {}

    /** Ten workloads under sixteen models, some of them absent. */
    public static Comparison big() {
        return comparison(
                List.of(),
                List.of(
                        workload(
                                "sum-of-squares",
                                Kind.CPU,
                                "the sum of i² for 10,000,000 numbers",
                                "3.92 4.61 2.13 2.31 2.02 3.34 1.88 - - 121.4 505.2 521.7 268.3 21.4 - ?"),
                        workload(
                                "squares",
                                Kind.VECTORISED,
                                "the squares of 0 to 10,000,000, into a new array",
                                "17.1 18.3 12.4 12.9 12.2 61.8 9.72 - - 214.0 559.3 571.0 402.5 21.2 - ?"),
                        workload(
                                "sqrt",
                                Kind.VECTORISED,
                                "the square roots of 10,000,000 numbers",
                                "11.3 12.2 6.91 7.22 6.95 48.8 6.74 7.93 - 188.0 - - - 10.31 - ?"),
                        workload(
                                "matmul-1000",
                                Kind.VECTORISED,
                                "the product of two matrices of 1,000 by 1,000",
                                "751 763 389 391 385 412 142 25.9 - 3881 - - - 38.2 - -"),
                        workload(
                                "group-by",
                                Kind.VECTORISED,
                                "sums of 10,000,000 rows in 1,000 groups, in memory",
                                "302.4 315 11.4 12.1 11.9 71.2 - - 22.1 402.0 - - - - 133.0 ?"),
                        workload(
                                "image-filter",
                                Kind.CPU,
                                "a blur of 5 by 5 over 2,000 by 1,500 pixels",
                                "96.2 97.9 49.8 50.3 48.9 55.1 21.3 - - 1104 - - - 188.0 - -"),
                        workload(
                                "word-count",
                                Kind.CPU,
                                "the words of 16 MB of text",
                                "212 219 110 112 108 121 - - 187 1893 1420 1433 803 - 2210 ?"),
                        workload(
                                "password-hash",
                                Kind.CPU,
                                "16 passwords, PBKDF2 of 60,000 rounds each",
                                "604 611 305 306 304 309 - - - - 588 301 312 - - -"),
                        workload(
                                "tiny-tasks",
                                Kind.CPU,
                                "100,000 tasks of a microsecond each",
                                "104 140 132 81.2 96.3 4130 - - - 893 2011 3980 6120 - - -"),
                        workload(
                                "lost-update",
                                Kind.CPU,
                                "two threads that add to one counter, a million times each, <unguarded> & \"racy\"",
                                "- ? ? ? - - - - - - - - - - - -")));
    }

    /** One that proves nothing, of a single workload. */
    public static Comparison invalid() {
        String reason = "other processes took 41 % of the cores (limit 15 %)";
        var measured = big().workloads().get(2);
        var unjudged =
                new WorkloadResult(
                        measured.workload(),
                        measured.models().stream()
                                .map(m ->
                                        new ModelResult(
                                                m.model(), m.figures(), Double.NaN, m.why()))
                                .toList(),
                        null,
                        "Not judged: " + reason + ".");
        return comparison(List.of("sqrt was not judged: " + reason + "."), List.of(unjudged));
    }

    public static Comparison comparison(List<String> invalid, List<WorkloadResult> workloads) {
        return new Comparison(
                "CPU-bound workloads",
                "./heddle compare cpu",
                false,
                environment(),
                invalid,
                workloads);
    }

    public static Model model(String name, Model.Side side, String what) {
        return new Model(name, side, what);
    }

    private static Environment environment() {
        return new Environment(
                Instant.parse("2026-11-21T15:42:00Z"),
                "Linux 6.8.0-71-generic, amd64",
                "AMD EPYC 9B14",
                2,
                8_323_072_000L,
                "OpenJDK 64-Bit Server VM 25.0.1+8-LTS (Temurin)",
                List.of("--add-modules=jdk.incubator.vector", "-Xmx2g"),
                List.of("G1 Young Generation", "G1 Concurrent GC", "G1 Old Generation"),
                "0.1.0",
                List.of(
                        "NumPy 2.4.0 on CPython 3.11.7, /usr/local/bin/python3",
                        "pandas 1.5.3 on CPython 3.11.2, /usr/bin/python3",
                        "DuckDB 1.5.6",
                        "OpenBLAS 0.3.31, 2 threads"));
    }

    /**
     * One workload.
     *
     * @param cells the median of each model in milliseconds: - where it was not tried, ? where it
     *     is absent
     */
    private static WorkloadResult workload(String name, Kind kind, String what, String cells) {
        double[] medians = Stream.of(cells.split(" ")).mapToDouble(Samples::median).toArray();
        double best =
                IntStream.range(0, medians.length)
                        .filter(i -> isToChoose(MODELS.get(i)) && medians[i] > 0)
                        .mapToDouble(i -> medians[i])
                        .min()
                        .orElse(Double.NaN);
        var results = new ArrayList<ModelResult>();
        String chosen = null;
        for (int i = 0; i < medians.length; i++) {
            if (medians[i] == NOT_TRIED) {
                continue;
            }
            results.add(result(MODELS.get(i), medians[i], best, name.hashCode() + i));
            if (medians[i] == best && isToChoose(MODELS.get(i))) {
                chosen = MODELS.get(i).name();
            }
        }
        return new WorkloadResult(
                new Workload(name, kind, what),
                results,
                chosen,
                chosen == null
                        ? "Nothing can be said: no model could be measured."
                        : "Choose "
                                + chosen
                                + ": it keeps the cores busy while the loop stays free; inline held"
                                + " the loop for as long as the work took.");
    }

    private static double median(String cell) {
        return switch (cell) {
            case "-" -> NOT_TRIED;
            case "?" -> ABSENT;
            default -> Double.parseDouble(cell);
        };
    }

    private static boolean isToChoose(Model model) {
        return model.side() == Model.Side.HEDDLE || model.side() == Model.Side.JAVA;
    }

    private static ModelResult result(Model model, double median, double best, long seed) {
        if (Double.isNaN(median)) {
            String why =
                    model.name().equals("polars")
                            ? "no python3 with polars on the PATH"
                            : "wrong answer: 1,413,204 instead of 2,000,000";
            return new ModelResult(model, null, Double.NaN, why);
        }
        var random = new Random(seed);
        double spread = 0.01 + 0.05 * random.nextDouble();
        var figures =
                new Figures(
                        new Interval(median, median * (1 - spread), median * (1 + spread * 1.4)),
                        median * (1 + random.nextDouble()) / 1e3,
                        model.side() == Model.Side.PYTHON ? -1 : random.nextLong(90_000_000),
                        120_000_000 + random.nextLong(300_000_000),
                        20 + random.nextInt(9),
                        lag(model, median, random),
                        7 + random.nextInt(20));
        return new ModelResult(model, figures, median / best, why(model));
    }

    private static String why(Model model) {
        return model.name().equals("gil") ? "a simulation of CPython's lock" : "";
    }

    private static LoopLag lag(Model model, double median, Random random) {
        boolean holds = model.name().equals("inline");
        List<Double> strip = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            double calm = 0.05 + 0.6 * random.nextDouble() * random.nextDouble();
            boolean late = random.nextInt(40) == 0;
            strip.add(holds && i > 1 && i < 58 ? median : late ? calm + 4 : calm);
        }
        double max = strip.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new LoopLag(holds ? max : 0.9, max, strip);
    }
}
