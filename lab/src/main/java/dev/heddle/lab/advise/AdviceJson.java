package dev.heddle.lab.advise;

import dev.heddle.lab.Interval;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An advice as one JSON document. */
final class AdviceJson {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    static final String SCHEMA = "heddle.advise/1";

    private AdviceJson() {}

    static String of(@Nullable Advice advice, @Nullable MachineCard card) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            if (advice != null) {
                write(json, advice);
            }
            if (card != null) {
                write(json, card);
            }
            json.writeEndObject();
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static void write(JsonGenerator json, Advice advice) {
        json.writeStringProperty("workload", advice.workload());
        json.writeStringProperty("model", advice.model());
        json.writeStringProperty("confidence", advice.confidence().word());
        json.writeStringProperty("verdict", advice.verdict());
        json.writeNumberProperty("concurrency", advice.concurrency());
        var call = advice.call();
        if (call != null) {
            write(json, call);
        }
        json.writeArrayPropertyStart("models");
        for (var model : advice.models()) {
            write(json, model);
        }
        json.writeEndArray();
        var cause = advice.cause();
        if (cause != null) {
            json.writeObjectPropertyStart("cause");
            json.writeStringProperty("method", cause.method());
            json.writeStringProperty("doing", cause.doing());
            number(json, "share", cause.share());
            json.writeNumberProperty("samples", cause.samples());
            json.writeEndObject();
        }
        strings(json, "limits", advice.limits());
        strings(json, "notes", advice.notes());
        json.writeStringProperty("next", advice.next());
        strings(json, "reasons", advice.reasons());
    }

    private static void write(JsonGenerator json, CallProfile call) {
        json.writeObjectPropertyStart("call");
        json.writeNumberProperty("calls", call.calls());
        interval(json, "elapsedMicros", call.elapsedMicros());
        number(json, "cpuMicros", call.cpuMicros());
        number(json, "waitMicros", call.waitMicros());
        number(json, "allocatedBytes", call.allocatedBytes());
        json.writeNumberProperty("inputBytes", call.inputBytes());
        json.writeNumberProperty("outputBytes", call.outputBytes());
        number(json, "nativeShare", call.nativeShare());
        json.writeBooleanProperty("deterministic", call.deterministic());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ModelEvidence model) {
        json.writeStartObject();
        json.writeStringProperty("name", model.model());
        var micros = model.microsPerCall();
        json.writeBooleanProperty("available", micros != null);
        json.writeStringProperty("why", model.why());
        if (micros != null) {
            interval(json, "microsPerCall", micros);
            number(json, "latencyMillis", model.latencyMillis());
            number(json, "callsPerSecond", model.callsPerSecond());
            number(json, "loopLagP99Millis", model.lagP99Millis());
            number(json, "loopLagMaxMillis", model.lagMaxMillis());
            number(json, "cpuMicrosPerCall", model.cpuMicrosPerCall());
            json.writeBooleanProperty("holdsLoop", model.holdsLoop());
            json.writeNumberProperty("rounds", model.rounds());
            json.writeNumberProperty("callsPerRound", model.calls());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, MachineCard card) {
        json.writeObjectPropertyStart("machine");
        json.writeNumberProperty("cores", card.cores());
        json.writeArrayPropertyStart("pools");
        for (var pool : card.pools()) {
            json.writeStartObject();
            json.writeStringProperty("name", pool.model());
            interval(json, "oneCallMicros", pool.oneCallMicros());
            interval(json, "inFlightMicros", pool.inFlightMicros());
            number(json, "breakEvenMicros", pool.breakEvenMicros());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void interval(JsonGenerator json, String name, Interval interval) {
        json.writeObjectPropertyStart(name);
        number(json, "median", interval.median());
        number(json, "low", interval.low());
        number(json, "high", interval.high());
        json.writeEndObject();
    }

    /** To four digits that count; JSON has no NaN. */
    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(
                    name, new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
