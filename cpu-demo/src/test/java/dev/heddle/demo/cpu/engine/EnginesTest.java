package dev.heddle.demo.cpu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.heddle.demo.cpu.job.CpuWorkload;
import dev.heddle.demo.cpu.job.Job;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every engine that is on this machine answers as the plain code does. */
class EnginesTest {
    @TestFactory
    Stream<DynamicTest> engineInThisProcessAnswersAsPlainCodeDoes() {
        // No vector's width divides the larger ones, and the smaller ones fill no vector.
        return Stream.of(workloads(7, 33, 5), workloads(50_021, 131, 71))
                .flatMap(List::stream)
                .flatMap(workload -> tests(workload, other -> !isPython(other), 1, 3));
    }

    @TestFactory
    Stream<DynamicTest> pythonAnswersAsPlainCodeDoes() {
        return workloads(50_021, 131, 71).stream()
                .flatMap(workload -> tests(workload, EnginesTest::isPython, 1));
    }

    private static boolean isPython(Candidate candidate) {
        return candidate.model().side() == Model.Side.PYTHON;
    }

    private static List<CpuWorkload> workloads(int count, int order, int width) {
        return List.of(
                NumericWorkloads.sumOfSquares(count),
                NumericWorkloads.squares(count),
                NumericWorkloads.squareRoots(count),
                NumericWorkloads.matrixProduct(order),
                NumericWorkloads.groupBy(count),
                NumericWorkloads.groupByParquet(count),
                NumericWorkloads.blur(width));
    }

    private static Stream<DynamicTest> tests(
            CpuWorkload workload, Predicate<Candidate> which, int... cores) {
        return workload.others().stream()
                .filter(which)
                .flatMap(other ->
                        IntStream.of(cores).mapToObj(count -> test(workload, other, count)));
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
