package dev.heddle.demo.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuCatalogueTest {
    private static final EventLoop LOOP = EventLoop.open();
    private static final Bench BENCH = new TwoCores(LOOP);

    @AfterAll
    static void close() {
        LOOP.close();
    }

    @Test
    void aWorkloadNamesAModelOnce() {
        for (var trial : trials()) {
            assertThat(trial.candidates())
                    .extracting(one -> one.model().name())
                    .doesNotHaveDuplicates()
                    .startsWith("inline")
                    .contains("gil", "threads", "fork-join", "processes", "interpreter");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workloadsAndModelsAreDescribedInOneStyle(boolean quick) {
        for (var trial : new CpuCatalogue().trials(quick)) {
            assertThat(trial.workload().what()).matches("[a-z\\d].*\\d.*[^.]");
            assertThat(trial.candidates())
                    .allSatisfy(one -> assertThat(one.model().what()).matches("\\S.*[^.]"));
        }
    }

    @Test
    void enginesThatWereUsedAreNamedWithTheirVersions() throws Exception {
        for (var model : List.of("jython", "cpython")) {
            answer(candidate(trial("word-count"), model), new ArrayList<>());
        }
        answer(candidate(trial("group-by"), "columnar"), new ArrayList<>());

        assertThat(new CpuCatalogue().engines())
                .anySatisfy(engine -> assertThat(engine).matches("Jython 2\\.7\\.\\d+"))
                .anySatisfy(engine -> assertThat(engine).matches("DuckDB \\d+\\.\\d.*"))
                .doesNotHaveDuplicates()
                .noneSatisfy(engine -> assertThat(engine).contains("/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"word-count", "n-queens"})
    void allModelsAnswerTheSame(String workload) throws Exception {
        List<Object> answers = new ArrayList<>();
        for (var candidate : trial(workload).candidates()) {
            answer(candidate, answers);
        }

        assertThat(answers).hasSizeGreaterThan(7).containsOnly(answers.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"password-hash", "tiny-tasks", "garbage"})
    void javaAndPythonAnswerTheSame(String workload) throws Exception {
        List<Object> answers = new ArrayList<>();
        for (var model : List.of("threads", "cpython")) {
            answer(candidate(trial(workload), model), answers);
        }

        assertThat(answers).hasSizeGreaterThan(1).containsOnly(answers.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "gil", "threads"})
    void noUpdateIsLostWhereSomethingKeepsTheTwoApart(String model) throws Exception {
        List<Object> answers = new ArrayList<>();
        answer(candidate(trial("lost-update"), model), answers);

        assertThat(answers).containsExactly("1000000");
    }

    @Test
    void theRaceAnswersWithWhatIsLeft() throws Exception {
        List<Object> answers = new ArrayList<>();
        answer(candidate(trial("lost-update"), "race"), answers);

        assertThat(Long.parseLong(answers.getFirst().toString())).isBetween(2L, 1_000_000L);
    }

    /** As text, since an Integer is not a Long of the same value. */
    private static void answer(Candidate candidate, List<Object> answers) throws Exception {
        try (var runner = candidate.opener().open(BENCH)) {
            answers.add(runner.round().answer().toString());
        } catch (AbsentException e) {
            assertThat(e).hasMessageMatching("left out: .*|no Python.*|no python3.*");
        }
    }

    private static Trial trial(String workload) {
        return trials().stream()
                .filter(one -> one.workload().name().equals(workload))
                .findFirst()
                .orElseThrow();
    }

    private static Candidate candidate(Trial trial, String model) {
        return trial.candidates().stream()
                .filter(one -> one.model().name().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static List<Trial> trials() {
        return new CpuCatalogue().trials(true);
    }

    private record TwoCores(EventLoop loop) implements Bench {
        @Override
        public int cores() {
            return 2;
        }
    }
}
