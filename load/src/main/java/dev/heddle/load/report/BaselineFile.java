package dev.heddle.load.report;

import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.load.LoadPlan;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link LoadJson} wrote. */
final class BaselineFile {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path file;

    private BaselineFile(Path file) {
        this.file = file;
    }

    static Measured read(Path file) throws IOException {
        return new BaselineFile(file).read();
    }

    private Measured read() throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw refused("it is not JSON: " + Numbers.cut(e.getOriginalMessage(), 120));
        } catch (IOException e) {
            throw new IOException(file + ": " + IoMessages.of(e), e);
        }
        requireSchema(root);
        try {
            requireValid(root);
            return measured(root);
        } catch (JacksonException | IllegalArgumentException e) {
            String why = e instanceof JacksonException j ? j.getOriginalMessage() : e.getMessage();
            throw refused(why == null ? "it cannot be read" : why);
        }
    }

    private void requireSchema(JsonNode root) {
        String schema = root.path("schema").asString("");
        if (schema.isEmpty()) {
            throw refused("it is not what load --json writes: it has no schema");
        }
        if (!schema.equals(LoadJson.SCHEMA)) {
            throw refused(
                    "it has the schema %s, and this version reads %s"
                            .formatted(Numbers.cut(schema, 40), LoadJson.SCHEMA));
        }
    }

    private static void requireValid(JsonNode root) {
        if (!field(root, "valid").booleanValue()) {
            var reasons = root.path("invalidReasons");
            throw new IllegalArgumentException(
                    "it is of a run that was not valid"
                            + (reasons.isEmpty() ? "" : ": " + reasons.get(0).asString()));
        }
    }

    private static Measured measured(JsonNode root) {
        var environment = field(root, "environment");
        var latency = field(root, "latencyMillis");
        return new Measured(
                plan(field(root, "plan")),
                Measured.machine(
                        field(environment, "cpu").stringValue(),
                        field(environment, "cores").intValue(),
                        field(environment, "java").stringValue()),
                field(root, "ok").longValue(),
                field(root, "failed").longValue(),
                number(root, "ratePerSecond"),
                Measured.PERCENTS.stream().map(percent -> number(latency, "p" + percent)).toList(),
                field(root, "slices").valueStream().map(BaselineFile::part).toList());
    }

    private static LoadPlan plan(JsonNode plan) {
        return new LoadPlan(
                field(plan, "what").stringValue(),
                field(plan, "stages").valueStream().map(BaselineFile::stage).toList(),
                Spacing.valueOf(field(plan, "spacing").stringValue().toUpperCase(Locale.ROOT)),
                field(plan, "users").intValue(),
                seconds(plan, "durationSeconds"),
                seconds(plan, "warmUpSeconds"),
                field(plan, "connections").intValue(),
                seconds(plan, "timeoutSeconds"),
                field(plan, "loops").intValue(),
                field(plan, "seed").longValue(),
                List.of());
    }

    private static Stage stage(JsonNode stage) {
        return new Stage(
                seconds(stage, "seconds"),
                number(stage, "fromPerSecond"),
                number(stage, "toPerSecond"));
    }

    private static Measured.Part part(JsonNode slice) {
        return new Measured.Part(
                number(slice, "seconds"),
                field(slice, "ok").longValue(),
                field(slice, "failed").longValue(),
                HistogramText.decoded(field(slice, "latencyNanosHistogram").stringValue()));
    }

    private static Duration seconds(JsonNode node, String name) {
        return Duration.ofNanos(Math.round(1e9 * field(node, name).doubleValue()));
    }

    private static double number(JsonNode node, String name) {
        var value = field(node, name);
        return value.isNull() ? Double.NaN : value.doubleValue();
    }

    private static JsonNode field(JsonNode node, String name) {
        var value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it is not whole: it lacks the field " + name);
        }
        return value;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(file + ": " + why);
    }
}
