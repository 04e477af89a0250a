package dev.heddle.demo.cpu.engine;

import static dev.heddle.demo.cpu.engine.Models.COLUMNAR;
import static dev.heddle.demo.cpu.engine.Models.NATIVE;
import static dev.heddle.demo.cpu.engine.Models.NUMPY;
import static dev.heddle.demo.cpu.engine.Models.PANDAS;
import static dev.heddle.demo.cpu.engine.Models.POLARS;
import static dev.heddle.demo.cpu.engine.Models.SIMD;
import static dev.heddle.lab.Kind.VECTORISED;

import dev.heddle.demo.cpu.job.CpuWorkload;
import dev.heddle.demo.cpu.job.Job;
import dev.heddle.demo.cpu.work.GaussianBlur;
import dev.heddle.demo.cpu.work.GroupBy;
import dev.heddle.demo.cpu.work.GroupByParquet;
import dev.heddle.demo.cpu.work.MatrixProduct;
import dev.heddle.demo.cpu.work.SquareRoots;
import dev.heddle.demo.cpu.work.Squares;
import dev.heddle.demo.cpu.work.SumOfSquares;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Kind;
import dev.heddle.lab.Model;
import dev.heddle.lab.Runner;
import dev.heddle.lab.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The articles' numeric workloads. An answer is a sum of samples ({@link
 * dev.heddle.demo.cpu.work.Sample}) where the result is an array, so that all models pay the same
 * little for proving their work. What is read is there before, what is written is new each round,
 * but for the roots and products, which take the place of others.
 */
public final class NumericWorkloads {
    private NumericWorkloads() {}

    /**
     * All of them, which costs nothing yet.
     *
     * @param quick whether sizes shall suit a short run of every model, slow ones too
     */
    public static List<CpuWorkload> all(boolean quick) {
        int count = count(quick);
        var all = new ArrayList<CpuWorkload>();
        all.add(sumOfSquares(count));
        all.add(squares(count));
        all.add(squareRoots(count));
        all.add(matrixProduct(1_000));
        if (!quick) {
            all.add(matrixProduct(3_000));
        }
        all.add(groupBy(count));
        all.add(groupByParquet(count));
        all.add(blur(quick ? 1_024 : 4_096));
        return all;
    }

    /** The engines in this process that were used, with their versions. */
    public static List<String> engines() {
        return Stream.of(OpenBlas.loadedVersion(), DuckDb.openedVersion())
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many numbers or rows those have that go through one row of them. */
    public static int count(boolean quick) {
        return quick ? 2_000_000 : 10_000_000;
    }

    static CpuWorkload sumOfSquares(int count) {
        String name = "sum-of-squares";
        return workload(
                name,
                Kind.CPU,
                "the sum of i² for the first " + grouped(count) + " numbers",
                SumOfSquares.job(count),
                simd(bench -> PoolRunner.of(SimdSums.job(count), bench)),
                candidate(NATIVE, _ -> BlasDot.open(count)),
                candidate(COLUMNAR, bench -> DuckDb.sumOfSquares(count, bench.cores())),
                PythonEngines.of(NUMPY, name, count),
                PythonEngines.of(POLARS, name, count));
    }

    static CpuWorkload squares(int count) {
        String name = "squares";
        return workload(
                name,
                VECTORISED,
                "a new array of i² for the first " + grouped(count) + " numbers",
                Squares.job(count),
                simd(bench -> PoolRunner.ofEach(() -> SimdArrays.squares(count), bench)),
                PythonEngines.of(NUMPY, name, count),
                PythonEngines.of(POLARS, name, count));
    }

    static CpuWorkload squareRoots(int count) {
        String name = "sqrt";
        return workload(
                name,
                VECTORISED,
                "the square roots of " + grouped(count) + " doubles, in place of another array",
                SquareRoots.job(count),
                simd(bench -> PoolRunner.of(SimdArrays.roots(count), bench)),
                candidate(NATIVE, bench -> PoolRunner.of(Libm.roots(count), bench)),
                PythonEngines.of(NUMPY, name, count),
                PythonEngines.of(POLARS, name, count));
    }

    static CpuWorkload matrixProduct(int order) {
        return workload(
                "matmul-" + order,
                VECTORISED,
                "the product of two matrices of " + square(order) + " doubles",
                MatrixProduct.job(order),
                candidate(NATIVE, _ -> BlasProduct.open(order)),
                PythonEngines.of(NUMPY, "matmul", order));
    }

    static CpuWorkload groupBy(int rows) {
        String name = "group-by";
        return workload(
                name,
                VECTORISED,
                "the sum by group of " + rowsInGroups(rows) + ", in memory",
                GroupBy.job(rows),
                candidate(COLUMNAR, bench -> DuckDb.groupBy(rows, bench.cores())),
                PythonEngines.of(NUMPY, name, rows),
                PythonEngines.of(PANDAS, name, rows),
                PythonEngines.of(POLARS, name, rows));
    }

    static CpuWorkload groupByParquet(int rows) {
        String name = "group-by-parquet";
        return workload(
                name,
                VECTORISED,
                "the sum by group of " + rowsInGroups(rows) + ", from a Parquet file",
                GroupByParquet.job(rows),
                candidate(COLUMNAR, bench -> DuckDb.groupByParquet(rows, bench.cores())),
                PythonEngines.ofParquet(PANDAS, name, rows),
                PythonEngines.ofParquet(POLARS, name, rows));
    }

    static CpuWorkload blur(int width) {
        String name = "image-filter";
        return workload(
                name,
                VECTORISED,
                "a 5 × 5 Gaussian blur of a grey image of " + square(width) + " pixels",
                GaussianBlur.job(width),
                simd(bench -> PoolRunner.ofEach(() -> SimdBlur.job(width), bench)),
                PythonEngines.of(NUMPY, name, width));
    }

    private static CpuWorkload workload(
            String name, Kind kind, String what, Job<?, ?> job, Candidate... others) {
        return new CpuWorkload(new Workload(name, kind, what), job, List.of(others));
    }

    private static Candidate simd(Runner.Opener opener) {
        return candidate(SIMD, opener);
    }

    private static Candidate candidate(Model model, Runner.Opener opener) {
        return new Candidate(model, opener);
    }

    private static String rowsInGroups(int rows) {
        return grouped(rows) + " rows in " + grouped(GroupBy.GROUPS) + " groups";
    }

    private static String square(int width) {
        return grouped(width) + " × " + grouped(width);
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
