package dev.heddle.demo.io.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A report as one JSON document. */
final class SummaryJson {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    static final String SCHEMA = "heddle.fetch/1";

    private SummaryJson() {}

    static String of(Report report, @Nullable String inputError) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            write(json, report, inputError);
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    private static void write(JsonGenerator json, Report report, @Nullable String inputError) {
        json.writeStartObject();
        json.writeStringProperty("schema", SCHEMA);
        json.writeNumberProperty("urls", report.urls());
        json.writeNumberProperty("ok", report.ok());
        json.writeNumberProperty("failed", report.failed());
        json.writeStringProperty("inputError", inputError);
        json.writeBooleanProperty("interrupted", report.interrupted());
        json.writeNumberProperty("unfinished", report.unfinished());
        json.writeNumberProperty("bytes", report.bytes());
        json.writeNumberProperty("seconds", rounded(report.seconds()));
        json.writeNumberProperty("requestsPerSecond", rounded(report.perSecond()));
        json.writeNumberProperty("peakConcurrency", report.peak());
        json.writeNumberProperty("threads", report.threads());
        json.writeNumberProperty("oneByOneSeconds", rounded(report.sumNanos() / 1e9));
        writeLatency(json, report.latency());
        json.writeObjectPropertyStart("errors");
        for (var failures : report.failures()) {
            json.writeNumberProperty(failures.kind, failures.count);
        }
        json.writeEndObject();
        json.writeNumberProperty("alreadyRecorded", report.passed().recorded());
        json.writeNumberProperty("repeats", report.passed().repeats());
        writeLag(json, report.lag());
        json.writeArrayPropertyStart("slowest");
        for (var slow : report.slowest()) {
            writeSlow(json, slow);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeLag(JsonGenerator json, LoopLag.Figures lag) {
        json.writeObjectPropertyStart("loopLagMillis");
        json.writeNumberProperty("mean", LoopLag.Figures.millis(lag.meanNanos()));
        json.writeNumberProperty("max", LoopLag.Figures.millis(lag.worstNanos()));
        json.writeEndObject();
    }

    /** Phases are those of the last attempt; null where they are not known. */
    private static void writeSlow(JsonGenerator json, Slowest.Slow slow) {
        json.writeStartObject();
        json.writeStringProperty("url", slow.url());
        json.writeNumberProperty("millis", LoopLag.Figures.millis(slow.nanos()));
        json.writeNumberProperty("attempts", Math.max(1, slow.flight().attempts));
        var phases = PhaseTimes.of(slow.flight());
        if (phases.isEmpty()) {
            json.writeNullProperty("phasesMillis");
        } else {
            json.writeObjectPropertyStart("phasesMillis");
            for (var phase : phases) {
                json.writeNumberProperty(phase.key(), LoopLag.Figures.millis(phase.nanos()));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeLatency(JsonGenerator json, Report.Latency latency) {
        json.writeObjectPropertyStart("latencyMillis");
        json.writeNumberProperty("p50", Report.Latency.millis(latency.p50()));
        json.writeNumberProperty("p90", Report.Latency.millis(latency.p90()));
        json.writeNumberProperty("p99", Report.Latency.millis(latency.p99()));
        json.writeNumberProperty("max", Report.Latency.millis(latency.max()));
        json.writeEndObject();
    }

    /** To the millisecond, or the thousandth of a request. */
    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
