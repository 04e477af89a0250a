package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.compare.stub.Delay;
import dev.heddle.demo.io.compare.stub.Document;
import dev.heddle.lab.Trial;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpTrialsTest {
    private static final Plan PLAN = new Plan(20, 4);

    private final HttpTrials trials = new HttpTrials();

    @Test
    void modelsOfTheFanOutGiveTheSameAnswer() throws Exception {
        assertAnswers(trials.fanOut(PLAN, Delay.fixed(1)), Document.ITEM, Digest.CRC);
    }

    @Test
    void modelsOfTheLognormalFanOutGiveTheSameAnswer() throws Exception {
        assertAnswers(trials.fanOut(PLAN, HttpTrials.lognormal(1)), Document.ITEM, Digest.CRC);
    }

    @Test
    void modelsOfTheFastFanOutGiveTheSameAnswer() throws Exception {
        assertAnswers(trials.fast(PLAN), Document.ITEM, Digest.CRC);
    }

    @Test
    void modelsOfTheHybridGiveTheSameAnswer() throws Exception {
        assertAnswers(trials.hybrid(PLAN, 1), Document.LIST, Digest.PARSE_AND_HASH);
    }

    private static void assertAnswers(Trial trial, Document document, Digest digest)
            throws Exception {
        long sum =
                IntStream.range(0, PLAN.calls())
                        .mapToLong(number -> digest.of(document.body(number)))
                        .sum();
        assertThat(Tried.answers(trial))
                .containsKeys(
                        "one-by-one",
                        "threads",
                        "virtual-threads",
                        "jdk-http-client",
                        "reactor",
                        "heddle",
                        "heddle-pool")
                .allSatisfy((_, answer) -> assertThat(answer).isEqualTo(PLAN.answer(sum)));
    }
}
