package dev.heddle.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.load.MadeResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadJsonTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final JsonNode document =
            JSON.readTree(
                    LoadJson.of(
                            new MadeResult(500.0)
                                    .slice(0.5, 3, 1_000_000, 2_000_000, 3_000_000)
                                    .slice(0.5, 0)
                                    .invalid("the generator was late")
                                    .result()));

    @Test
    void fieldsAreAlwaysInTheSameOrder() {
        assertThat(document.propertyNames())
                .containsExactly(
                        "schema",
                        "valid",
                        "invalidReasons",
                        "offered",
                        "sent",
                        "ok",
                        "failed",
                        "errors",
                        "ratePerSecond",
                        "latencyMillis",
                        "serviceMillis",
                        "sendSlipMillis",
                        "slo",
                        "firstErrors",
                        "began",
                        "measuredSeconds",
                        "stopped",
                        "plan",
                        "environment",
                        "generator",
                        "stub",
                        "steps",
                        "slowest",
                        "worstSecond",
                        "baseline",
                        "slices");
        assertThat(document.get("latencyMillis").propertyNames())
                .containsExactly("p50", "p90", "p99", "p999", "max", "mean", "count");
    }

    @Test
    void theFiguresAreThoseOfTheResult() {
        assertThat(document.get("schema").stringValue()).isEqualTo("heddle.load/1");
        assertThat(document.get("valid").booleanValue()).isFalse();
        assertThat(document.get("invalidReasons").get(0).stringValue())
                .isEqualTo("the generator was late");
        assertThat(document.get("sent").longValue()).isEqualTo(6);
        assertThat(document.get("ok").longValue()).isEqualTo(3);
        assertThat(document.get("errors").toString()).isEqualTo("{\"connect\":3}");
        assertThat(document.get("firstErrors").get("connect").stringValue())
                .isEqualTo("first connect");
        assertThat(document.get("ratePerSecond").doubleValue()).isEqualTo(3);
        assertThat(document.get("latencyMillis").get("p50").doubleValue()).isBetween(2.0, 2.01);
        assertThat(document.get("plan").get("stages").get(0).get("toPerSecond").doubleValue())
                .isEqualTo(500);
        assertThat(document.get("environment").get("heddle").stringValue()).isEqualTo("0.1.0");
        assertThat(document.get("slowest").get(0).get("phases").get(0).get("name").stringValue())
                .isEqualTo("first byte");
    }

    @Test
    void whatCannotBeToldIsNull() {
        assertThat(document.get("latencyMillis").get("p99").isNull()).isTrue();
        assertThat(document.get("slices").get(1).get("maxMillis").isNull()).isTrue();
        assertThat(document.get("generator").get("waitP99Millis").isNull()).isTrue();
        assertThat(document.get("stub").isNull()).isTrue();
        assertThat(document.get("baseline").isNull()).isTrue();
    }

    @Test
    void slicesHaveTheirHistograms() {
        var text = document.get("slices").get(0).get("latencyNanosHistogram").stringValue();

        var histogram = HistogramText.decoded(text);

        assertThat(histogram.getTotalCount()).isEqualTo(3);
        assertThat(histogram.valuesAreEquivalent(histogram.getMaxValue(), 3_000_000)).isTrue();
    }

    @Test
    void aComparisonIsInIt() {
        var change =
                new Change(
                        "p99",
                        "ms",
                        1,
                        2,
                        2,
                        1.5,
                        Double.NaN,
                        Change.Verdict.SLOWER,
                        "p99 is 2 ms");
        var comparison = new Comparison("old.json", List.of(change), List.of("a note"));

        var written =
                JSON.readTree(LoadJson.of(new MadeResult(1.0).result(), comparison))
                        .get("baseline");

        assertThat(written.get("file").stringValue()).isEqualTo("old.json");
        assertThat(written.get("changes").get(0).get("verdict").stringValue()).isEqualTo("slower");
        assertThat(written.get("changes").get(0).get("high").isNull()).isTrue();
        assertThat(written.get("notes").get(0).stringValue()).isEqualTo("a note");
    }
}
