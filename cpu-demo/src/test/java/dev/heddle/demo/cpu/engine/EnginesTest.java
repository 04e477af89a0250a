package dev.heddle.demo.cpu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.heddle.demo.cpu.CpuWorkload;
import dev.heddle.demo.cpu.Job;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every engine that is on this machine answers as the plain code does. */
class EnginesTest {
    /** Below, at and above the widths of vectors and of samples. */
    private static final List<Integer> COUNTS = List.of(1, 7, 16, 1_000, 16_385, 50_021);

    private static final List<Integer> ORDERS = List.of(1, 2, 33, 130);

    /** Strips of an image are 32 rows high in NumPy. */
    private static final List<Integer> WIDTHS = List.of(5, 36, 71, 200);

    @TestFactory
    Stream<DynamicTest> engineAnswersAsPlainCodeDoes() {
        var workloads = new ArrayList<CpuWorkload>();
        for (int count : COUNTS) {
            workloads.add(NumericWorkloads.sumOfSquares(count));
            workloads.add(NumericWorkloads.squares(count));
            workloads.add(NumericWorkloads.squareRoots(count));
            workloads.add(NumericWorkloads.groupBy(count));
            workloads.add(NumericWorkloads.groupByParquet(count));
        }
        ORDERS.forEach(order -> workloads.add(NumericWorkloads.matrixProduct(order)));
        WIDTHS.forEach(width -> workloads.add(NumericWorkloads.blur(width)));
        return workloads.stream().flatMap(EnginesTest::tests);
    }

    private static Stream<DynamicTest> tests(CpuWorkload workload) {
        return workload.others().stream()
                .flatMap(other ->
                        IntStream.of(1, 3).mapToObj(cores -> test(workload, other, cores)));
    }

    private static DynamicTest test(CpuWorkload workload, Candidate candidate, int cores) {
        String name =
                "%s under %s on %d cores: %s"
                        .formatted(
                                workload.workload().name(),
                                candidate.model().name(),
                                cores,
                                workload.workload().what());
        return dynamicTest(
                name,
                () -> {
                    double expected = ((Number) plain(workload.job())).doubleValue();
                    for (Object answer : twoRounds(candidate, cores)) {
                        assertThat(((Number) answer).doubleValue())
                                .isCloseTo(expected, within(expected * 1e-9));
                    }
                });
    }

    private static <I, O> Object plain(Job<I, O> job) throws Exception {
        var results = new ArrayList<O>();
        for (I input : job.cut().apply(1)) {
            results.add(job.part().apply(input));
        }
        return job.combine().apply(results);
    }

    private static List<Object> twoRounds(Candidate candidate, int cores) throws Exception {
        try (var runner = candidate.opener().open(new TestBench(cores))) {
            return List.of(runner.round().answer(), runner.round().answer());
        } catch (AbsentException e) {
            return abort(e.getMessage());
        }
    }

    @Test
    void workloadsOfBothEffortsAreNamedOnce() {
        assertThat(NumericWorkloads.all(false))
                .extracting(workload -> workload.workload().name())
                .containsExactly(
                        "sum-of-squares",
                        "squares",
                        "sqrt",
                        "matmul-1000",
                        "matmul-3000",
                        "group-by",
                        "group-by-parquet",
                        "image-filter");
        assertThat(NumericWorkloads.all(true))
                .extracting(workload -> workload.workload().name())
                .doesNotContain("matmul-3000");
    }
}
