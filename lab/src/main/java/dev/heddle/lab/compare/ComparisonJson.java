package dev.heddle.lab.compare;

import static java.util.Objects.requireNonNullElse;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Environment;
import dev.heddle.lab.Figures;
import dev.heddle.lab.Interval;
import dev.heddle.lab.LoopLag;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A comparison as one JSON document. What was not measured is null. */
final class ComparisonJson {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    static final String SCHEMA = "heddle.compare/1";

    private static final Figures UNKNOWN =
            new Figures(
                    new Interval(Double.NaN, Double.NaN, Double.NaN),
                    Double.NaN,
                    -1,
                    -1,
                    -1,
                    new LoopLag(Double.NaN, Double.NaN, List.of()),
                    -1);

    private final JsonGenerator json;

    private ComparisonJson(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes it.
     *
     * @param notMeasured the workloads that an interrupt left out
     */
    static String of(Comparison comparison, List<String> notMeasured) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            new ComparisonJson(json).write(comparison, notMeasured);
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    private void write(Comparison comparison, List<String> notMeasured) {
        json.writeStartObject();
        json.writeStringProperty("schema", SCHEMA);
        json.writeStringProperty("title", comparison.title());
        json.writeStringProperty("command", comparison.command());
        json.writeBooleanProperty("quick", comparison.quick());
        write(comparison.environment());
        strings("invalidReasons", comparison.invalidReasons());
        json.writeBooleanProperty("interrupted", !notMeasured.isEmpty());
        strings("notMeasured", notMeasured);
        json.writeArrayPropertyStart("workloads");
        comparison.workloads().forEach(this::write);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Environment environment) {
        json.writeObjectPropertyStart("environment");
        json.writeStringProperty("at", environment.at().toString());
        json.writeStringProperty("os", environment.os());
        json.writeStringProperty("cpu", environment.cpu());
        json.writeNumberProperty("cores", environment.cores());
        number("memoryBytes", environment.memoryBytes());
        json.writeStringProperty("java", environment.java());
        strings("jvmFlags", environment.jvmFlags());
        strings("gc", environment.gc());
        json.writeStringProperty("heddle", environment.heddle());
        strings("engines", environment.engines());
        json.writeEndObject();
    }

    private void write(WorkloadResult result) {
        json.writeStartObject();
        json.writeStringProperty("name", result.workload().name());
        json.writeStringProperty("kind", result.workload().kind().word());
        json.writeStringProperty("what", result.workload().what());
        json.writeArrayPropertyStart("models");
        result.models().forEach(this::write);
        json.writeEndArray();
        json.writeStringProperty("best", result.best());
        json.writeStringProperty("verdict", result.verdict());
        json.writeEndObject();
    }

    private void write(ModelResult result) {
        json.writeStartObject();
        json.writeStringProperty("name", result.model().name());
        json.writeStringProperty("side", result.model().side().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("what", result.model().what());
        json.writeBooleanProperty("available", result.available());
        json.writeStringProperty("why", result.why());
        write(requireNonNullElse(result.figures(), UNKNOWN));
        number("ratioToBest", result.ratioToBest());
        json.writeEndObject();
    }

    private void write(Figures figures) {
        number("medianMillis", figures.millis().median());
        number("low", figures.millis().low());
        number("high", figures.millis().high());
        number("cpuSeconds", figures.cpuSeconds());
        number("allocatedBytes", figures.allocatedBytes());
        number("peakMemoryBytes", figures.peakMemoryBytes());
        number("threads", figures.threads());
        number("loopLagP99Millis", figures.lag().p99Millis());
        number("loopLagMaxMillis", figures.lag().maxMillis());
        number("loopHeldMillis", figures.lag().heldMillis());
        number("rounds", figures.rounds());
    }

    /** To the nanosecond, where it is milliseconds. */
    private void number(String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, Math.round(value * 1e6) / 1e6);
        } else {
            json.writeNullProperty(name);
        }
    }

    private void number(String name, long value) {
        if (value >= 0) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeNullProperty(name);
        }
    }

    private void strings(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
