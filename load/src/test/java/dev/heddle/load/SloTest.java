package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloTest {
    /** 1 ms, 2 ms … 1,000 ms in ten seconds, and 250 refused. */
    private static final LoadResult RUN =
            new MadeResult(125.0)
                    .slice(
                            10,
                            250,
                            LongStream.rangeClosed(1, 1_000).map(i -> i * 1_000_000).toArray())
                    .result();

    private static final LoadResult EMPTY = new MadeResult(1.0).result();

    @ParameterizedTest
    @CsvSource({
        "p50<501ms,true",
        "p50 <= 0.4 s,false",
        "p90<900us,false",
        "p99.9<=1.1s,true",
        "p999<=1.1s,true",
        " P99 < 1000 MS ,true",
        "service.p99<20ms,false",
        "service.max<2s,true",
        "max<1s,false",
        "mean<501ms,true",
        "mean > 400000 µs,true",
        "errors<20%,false",
        "errors<=20%,true",
        "errors<=249,false",
        "errors<251,true",
        "rate>=100,true",
        "rate>100/s,false"
    })
    void figuresAreHeldAgainstTheirBounds(String slo, boolean met) {
        assertThat(Slo.parse(slo).check(RUN).met()).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p50<50ms|p50 was 500 ms over 1,000 answers, 10 times 50 ms; 250 more failed and"
                        + " are not in it",
                "p90<1s|p90 was 900 ms over 1,000 answers, 10 % below 1 s; 250 more failed and are"
                        + " not in it",
                "p50<1ms|p50 was 500 ms over 1,000 answers, 500 times 1 ms; 250 more failed and are"
                        + " not in it",
                "p50<1000s|p50 was 500 ms over 1,000 answers, more than 99 % below 1000 s; 250 more"
                        + " failed and are not in it",
                "p50>0s|p50 was 500 ms over 1,000 answers, above 0 s; 250 more failed and are not"
                        + " in it",
                "errors<1%|20.0 % failed, 250 of 1,250, above 1 %",
                "errors<=250|250 of 1,250 failed, exactly 250",
                "rate>=490|the rate was 100.0/s over 10.0 s, 80 % below 490/s",
                "p99.99<1s|p99.99 cannot be told from 1,000 answers: it needs 10,000 at least; 250"
                        + " more failed and are not in it"
            })
    void evidenceNamesTheFigureAndWhatItIsBasedOn(String slo, String evidence) {
        assertThat(Slo.parse(slo).check(RUN).evidence()).isEqualTo(evidence);
    }

    @Test
    void failuresOfWhatWasNeverSentAreFailures() {
        var run = new MadeResult(1.0).slice(10, 3, 1_000_000).sent(1).result();

        assertThat(Slo.parse("errors<1%").check(run).evidence())
                .startsWith("75.0 % failed, 3 of 4, ");
    }

    @Test
    void thatWhichCannotBeToldIsNotMet() {
        var result = Slo.parse("p99.99>0ms").check(RUN);

        assertThat(result.met()).isFalse();
        assertThat(result.actual()).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99<1s     | true  | max was 30.0 ms over 60 answers, within 1 s",
                "p99.9<=1s  | true  | max was 30.0 ms over 60 answers, within 1 s",
                "service.p99<1s | true | service.max was 30.0 ms over 60 answers, within 1 s",
                "p99<20ms   | false | p99 cannot be told from 60 answers: it needs 100 at least",
                "p99>1ms    | false | p99 cannot be told from 60 answers: it needs 100 at least"
            })
    void fewAnswersMeetWhatTheGreatestMeetsAndElseCannotBeTold(
            String slo, boolean met, String evidence) {
        var times = LongStream.generate(() -> 30_000_000).limit(60).toArray();

        var result = Slo.parse(slo).check(new MadeResult(1.0).slice(60, 0, times).result());

        assertThat(result.met()).isEqualTo(met);
        assertThat(result.told()).isEqualTo(met);
        assertThat(result.evidence()).isEqualTo(evidence);
    }

    @Test
    void whatAStopCutOffIsUnansweredAndTellsNothingOfPercentiles() {
        var run =
                new MadeResult(1.0)
                        .slice(10, 0, 1_000_000, 1_000_000)
                        .unanswered(3, Duration.ofMillis(2))
                        .timeouts(1, Duration.ofMillis(2))
                        .result();

        assertThat(Slo.parse("p99<1s").check(run).evidence())
                .isEqualTo(
                        "p99 cannot be told from 2 answers and 1 that timed out and 3 unanswered:"
                                + " it needs 100 at least");
    }

    @Test
    void timeoutsAreInTheFigureAndNamed() {
        var run =
                new MadeResult(1.0)
                        .slice(10, 0, 1_000_000, 1_000_000)
                        .timeouts(2, Duration.ofSeconds(10))
                        .result();

        assertThat(Slo.parse("max<1s").check(run).evidence())
                .isEqualTo("max was 10.0 s over 2 answers and 2 that timed out, 10 times 1 s");
    }

    @ParameterizedTest
    @CsvSource({"p50>=0ms", "max>=0s", "mean>=0s", "errors>=0", "errors<=100%", "rate>=0"})
    void aRunWithoutAnswersMeetsNothing(String slo) {
        var failed =
                new MadeResult(1.0).slice(10, 5).timeouts(200, Duration.ofSeconds(10)).result();

        assertThat(Slo.parse(slo).check(EMPTY).met()).isFalse();
        assertThat(Slo.parse(slo).check(failed).met()).isFalse();
    }

    @Test
    void aRunInWhichNothingWasSentSaysSo() {
        assertThat(Slo.parse("errors<1%").check(EMPTY).evidence())
                .isEqualTo("errors cannot be told: nothing was answered, and nothing failed");
        assertThat(Slo.parse("max<1s").check(EMPTY).evidence())
                .isEqualTo("max cannot be told from 0 answers: it needs 1 at least");
    }

    @ParameterizedTest
    @CsvSource({
        "'','an objective is a figure, one of < <= > >=, and a bound, such as'",
        "p99,'an objective is a figure, one of < <= > >=, and a bound, such as'",
        "p99=5ms,'an objective is a figure, one of < <= > >=, and a bound, such as'",
        "p99<-5ms,'an objective is a figure, one of < <= > >=, and a bound, such as'",
        "p99<NaN,'an objective is a figure, one of < <= > >=, and a bound, such as'",
        "p99<50,'a time needs a unit: s, ms or us'",
        "p99<50%,'the units of times are s, ms and us'",
        "p99<1h,'the units of times are s, ms and us'",
        "p100<5ms,'percentiles go from p50 to p99.99'",
        "p49<5ms,'percentiles go from p50 to p99.99'",
        "p5<5ms,'there is no figure named p5'",
        "median<5ms,'there is no figure named median'",
        "service.errors<5,'there is no figure named service.errors'",
        "errors<5ms,'errors are a number, or a share in %'",
        "errors<101%,'more than 100% cannot fail'",
        "rate>5%,'a rate is so many a second, without another unit'"
    })
    void whatIsNoneIsShownBesideWhatItMayBe(String slo, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.parse(slo))
                .withMessage(
                        (slo.isEmpty() ? "(empty)" : slo)
                                + ": "
                                + (why.endsWith("such as")
                                        ? why
                                        : why + "; an objective is such as")
                                + " p99<50ms, p99.9<=1s, service.p99<20ms, max<2s, mean<10ms,"
                                + " errors<1%, errors<=0 or rate>=490");
    }
}
