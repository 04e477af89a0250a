package dev.heddle.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.report.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class ComparisonJsonTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode document =
            JSON.readTree(ComparisonJson.of(Samples.big(), List.of("matmul-3000")));

    @Test
    void theHeadTellsWhatWasRunAndWhere() {
        assertThat(document.get("schema").asString()).isEqualTo("heddle.compare/1");
        assertThat(document.get("title").asString()).isEqualTo("CPU-bound workloads");
        assertThat(document.get("command").asString()).isEqualTo("./heddle compare cpu");
        assertThat(document.get("quick").asBoolean()).isFalse();
        assertThat(document.get("environment").get("cores").asInt()).isEqualTo(2);
        assertThat(document.get("environment").get("engines").get(2).asString())
                .isEqualTo("DuckDB 1.5.6");
        assertThat(document.get("invalidReasons")).isEmpty();
    }

    @Test
    void aMeasuredModelHasAllItsFigures() {
        var sqrt = workload("sqrt");
        var simd = model(sqrt, "simd");

        assertThat(sqrt.get("kind").asString()).isEqualTo("vectorised");
        assertThat(sqrt.get("best").asString()).isEqualTo("simd");
        assertThat(sqrt.get("verdict").asString()).startsWith("Choose simd");
        assertThat(simd.get("side").asString()).isEqualTo("heddle");
        assertThat(simd.get("available").asBoolean()).isTrue();
        assertThat(simd.get("medianMillis").asDouble()).isEqualTo(6.74);
        assertThat(simd.get("ratioToBest").asDouble()).isEqualTo(1);
        for (String number :
                List.of(
                        "low",
                        "high",
                        "cpuSeconds",
                        "allocatedBytes",
                        "peakMemoryBytes",
                        "threads",
                        "loopLagP99Millis",
                        "loopLagMaxMillis",
                        "rounds")) {
            assertThat(simd.get(number).isNumber()).as(number).isTrue();
        }
    }

    @Test
    void anAbsentModelHasAReasonAndNoFigures() {
        var polars = model(workload("sqrt"), "polars");

        assertThat(polars.get("available").asBoolean()).isFalse();
        assertThat(polars.get("why").asString()).contains("no python3 with polars");
        assertThat(polars.get("medianMillis").isNull()).isTrue();
        assertThat(polars.get("ratioToBest").isNull()).isTrue();
        assertThat(polars.get("rounds").isNull()).isTrue();
    }

    @Test
    void whatAnotherProcessAllocatedIsNotKnown() {
        assertThat(model(workload("sqrt"), "numpy").get("allocatedBytes").isNull()).isTrue();
    }

    @Test
    void aWorkloadWithoutAModelToNameHasNoBest() {
        assertThat(workload("lost-update").get("best").isNull()).isTrue();
    }

    @Test
    void aWholeRunPrintsOneDocument() {
        var read = JSON.readTree(new Shop().run("cpu", "--json").out());

        assertThat(read.get("workloads")).hasSize(10);
        assertThat(read.get("interrupted").asBoolean()).isFalse();
    }

    @Test
    void anInterruptedRunPrintsOneDocumentThatNamesTheRest() {
        var shop = new Shop();
        shop.interruptedAt = "squares";

        var read = JSON.readTree(shop.run("cpu", "-w", "sum-of-squares,squares", "--json").out());

        assertThat(read.get("workloads")).hasSize(1);
        assertThat(read.get("interrupted").asBoolean()).isTrue();
        assertThat(read.get("notMeasured").get(0).asString()).isEqualTo("squares");
    }

    @Test
    void anInvalidRunPrintsOneDocumentThatSaysWhy() {
        var run = new Shop().run("cpu", "-w", "lost-update", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(JSON.readTree(run.out()).get("invalidReasons").get(0).asString())
                .contains("No model could be measured");
    }

    private JsonNode workload(String name) {
        return named(document.get("workloads"), name);
    }

    private static JsonNode model(JsonNode workload, String name) {
        return named(workload.get("models"), name);
    }

    private static JsonNode named(JsonNode array, String name) {
        return array.valueStream()
                .filter(node -> node.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
