package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.demo.io.compare.IoCatalogue;
import dev.heddle.lab.Bench;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Runner;
import dev.heddle.lab.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparePostgresTest {
    @Test
    void modelsOfThePostgresWorkloadGiveTheSameAnswer() throws Exception {
        Database.start(); // or says why there is none, and skips

        assertThat(answers(postgres()))
                .containsOnlyKeys(
                        "one-by-one",
                        "threads",
                        "virtual-threads",
                        "reactor",
                        "heddle",
                        "heddle-pool")
                // The sum of i · 7919 mod 1009 for the 100 keys.
                .allSatisfy((_, answer) -> assertThat(answer).isEqualTo("100 calls, sum 50859"));
    }

    private static Trial postgres() {
        return new IoCatalogue()
                .trials(true).stream()
                        .filter(trial -> trial.workload().name().equals("postgres"))
                        .findFirst()
                        .orElseThrow();
    }

    /** All are open at once, as in a lab, so that they share one Postgres. */
    private static Map<String, Object> answers(Trial trial) throws Exception {
        var answers = new LinkedHashMap<String, Object>();
        var runners = new ArrayList<Runner>();
        try (var loop = EventLoop.open()) {
            try {
                for (Candidate candidate : trial.candidates()) {
                    var runner = candidate.opener().open(new TestBench(loop));
                    runners.add(runner);
                    answers.put(candidate.model().name(), runner.round().answer());
                }
            } finally {
                for (var runner : runners) {
                    runner.close();
                }
            }
        }
        return answers;
    }

    private record TestBench(EventLoop loop) implements Bench {
        @Override
        public int cores() {
            return 2;
        }
    }
}
