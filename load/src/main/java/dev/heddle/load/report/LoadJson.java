package dev.heddle.load.report;

import dev.heddle.lab.Environment;
import dev.heddle.load.GeneratorHealth;
import dev.heddle.load.Latencies;
import dev.heddle.load.LoadPlan;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Slice;
import dev.heddle.load.SlowRequest;
import dev.heddle.load.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A result as one JSON document, its fields always in the same order. What cannot be told is null.
 * A {@link Baseline} reads it again, for which each slice has its histogram with it.
 */
public final class LoadJson {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    static final String SCHEMA = "heddle.load/1";

    private final JsonFields json;

    private LoadJson(JsonFields json) {
        this.json = json;
    }

    /**
     * Writes it.
     *
     * @param result of a load test
     * @return one line
     */
    public static String of(LoadResult result) {
        return of(result, null);
    }

    /**
     * Writes it.
     *
     * @param result of a load test
     * @param comparison with an earlier one; null without
     * @return one line
     */
    public static String of(LoadResult result, @Nullable Comparison comparison) {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            new LoadJson(new JsonFields(json)).write(result, comparison);
            json.writeEndObject();
        }
        return out.toString(StandardCharsets.UTF_8) + "\n";
    }

    private void write(LoadResult result, @Nullable Comparison comparison) {
        json.text("schema", SCHEMA);
        json.flag("valid", result.valid());
        json.texts("invalidReasons", result.invalidReasons());
        json.whole("offered", result.offered());
        json.whole("sent", result.sent());
        json.whole("ok", result.ok());
        json.whole("failed", result.failed());
        json.map("errors", result.errors(), json::whole);
        json.number("ratePerSecond", result.ratePerSecond());
        times("latencyMillis", result.latency());
        times("serviceMillis", result.service());
        times("sendSlipMillis", result.sendSlip());
        json.objects(
                "slo",
                result.slo(),
                slo -> {
                    json.text("slo", slo.slo());
                    json.flag("met", slo.met());
                    json.number("actual", slo.actual());
                    json.text("evidence", slo.evidence());
                });
        json.map("firstErrors", result.firstErrors(), json::text);
        json.text("began", result.began().toString());
        json.seconds("measuredSeconds", result.measured());
        json.text("stopped", result.stopped());
        json.object("plan", result.plan(), this::plan);
        json.object("environment", result.environment(), this::environment);
        json.object("generator", result.generator(), this::generator);
        json.object(
                "stub",
                result.stub(),
                stub -> {
                    json.text("kind", stub.kind());
                    json.flag("saturated", stub.saturated());
                    json.text("why", stub.why());
                });
        json.objects("steps", result.steps(), this::step);
        json.objects("slowest", result.slowest(), this::slow);
        json.object("worstSecond", result.worstSecond(), this::figures);
        json.object("baseline", comparison, this::comparison);
        json.objects("slices", result.slices(), this::slice);
    }

    private void times(String name, Latencies times) {
        json.object(
                name,
                () -> {
                    json.number("p50", times.millis(50));
                    json.number("p90", times.millis(90));
                    json.number("p99", times.millis(99));
                    json.number("p999", times.millis(99.9));
                    json.number("max", times.maxMillis());
                    json.number("mean", times.meanMillis());
                    json.whole("count", times.count());
                });
    }

    private void plan(LoadPlan plan) {
        json.text("what", plan.what());
        json.text("model", plan.isOpen() ? "open" : "closed");
        json.objects(
                "stages",
                plan.stages(),
                stage -> {
                    json.seconds("seconds", stage.length());
                    json.number("fromPerSecond", stage.from());
                    json.number("toPerSecond", stage.to());
                });
        json.text("spacing", plan.spacing().name().toLowerCase(Locale.ROOT));
        json.whole("users", plan.users());
        json.seconds("durationSeconds", plan.duration());
        json.seconds("warmUpSeconds", plan.warmUp());
        json.whole("connections", plan.connections());
        json.seconds("timeoutSeconds", plan.timeout());
        json.whole("loops", plan.loops());
        json.whole("seed", plan.seed());
    }

    private void environment(Environment environment) {
        json.text("at", environment.at().toString());
        json.text("os", environment.os());
        json.text("cpu", environment.cpu());
        json.whole("cores", environment.cores());
        json.number(
                "memoryBytes",
                environment.memoryBytes() < 0 ? Double.NaN : environment.memoryBytes());
        json.text("java", environment.java());
        json.texts("jvmFlags", environment.jvmFlags());
        json.texts("gc", environment.gc());
        json.text("heddle", environment.heddle());
        json.texts("engines", environment.engines());
    }

    private void generator(GeneratorHealth generator) {
        json.number("loopLagP99Millis", generator.loopLagP99Millis());
        json.number("loopLagMaxMillis", generator.loopLagMaxMillis());
        json.whole("gcCount", generator.gcCount());
        json.number("gcMillis", generator.gcMillis());
        json.number("cpuShare", generator.cpuShare());
        json.whole("connectionsOpened", generator.connectionsOpened());
        json.whole("waited", generator.waited());
        json.number("waitP99Millis", generator.waitMillis());
    }

    private void step(Step step) {
        json.text("name", step.name());
        json.whole("ok", step.ok());
        json.whole("failed", step.failed());
        times("serviceMillis", step.service());
    }

    private void slow(SlowRequest slow) {
        json.number("atSeconds", slow.atSeconds());
        json.text("what", slow.what());
        json.number("latencyMillis", slow.latencyMillis());
        json.text("outcome", slow.outcome());
        json.objects(
                "phases",
                slow.phases(),
                phase -> {
                    json.text("name", phase.name());
                    json.number("millis", phase.millis());
                });
    }

    private void figures(Slice slice) {
        json.number("fromSeconds", slice.fromSeconds());
        json.number("seconds", slice.seconds());
        json.whole("offered", slice.offered());
        json.whole("ok", slice.ok());
        json.whole("failed", slice.failed());
        json.number("p50Millis", slice.latency().millis(50));
        json.number("p99Millis", slice.latency().millis(99));
        json.number("maxMillis", slice.latency().maxMillis());
        json.number("loopLagMaxMillis", slice.lagMillis());
    }

    private void slice(Slice slice) {
        figures(slice);
        json.text("latencyNanosHistogram", HistogramText.encoded(slice.latency().histogram()));
    }

    private void comparison(Comparison comparison) {
        json.text("file", comparison.file());
        json.objects(
                "changes",
                comparison.changes(),
                change -> {
                    json.text("figure", change.figure());
                    json.text("unit", change.unit());
                    json.number("before", change.before());
                    json.number("now", change.now());
                    json.number("change", change.change());
                    json.number("low", change.low());
                    json.number("high", change.high());
                    json.text("verdict", change.verdict().word());
                    json.text("sentence", change.sentence());
                });
        json.texts("notes", comparison.notes());
    }
}
