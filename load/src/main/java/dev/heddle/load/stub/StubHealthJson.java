package dev.heddle.load.stub;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stub's process tells of itself, over HTTP. */
final class StubHealthJson {
    /** Where it tells that. Below WireMock's own pages, whose place nothing else takes. */
    static final String PATH = "/__admin/heddle/health";

    private static final String SCHEMA = "heddle.stub-health/1";
    private static final JsonMapper JSON = JsonMapper.shared();

    private StubHealthJson() {}

    static byte[] write(StubCounters counters) {
        var root = JSON.createObjectNode();
        root.put("schema", SCHEMA)
                .put("kind", counters.kind())
                .put("nanos", counters.nanos())
                .put("threads", counters.threads())
                .put("looks", counters.counts().looks())
                .put("allBusyLooks", counters.counts().allBusy())
                .put("lateLooks", counters.counts().late());
        var lanes = root.putArray("cpu");
        for (var lane : counters.lanes()) {
            lanes.addObject()
                    .put("name", lane.name())
                    .put("cpuNanos", lane.cpuNanos())
                    .put("cores", lane.cores());
        }
        return JSON.writeValueAsBytes(root);
    }

    /** Null if it is something else. */
    static @Nullable StubCounters read(byte[] text) {
        try {
            var root = JSON.readTree(text);
            return SCHEMA.equals(root.path("schema").asString("")) ? read(root) : null;
        } catch (JacksonException _) {
            // No JSON, or figures that are none: not one of our stubs.
            return null;
        }
    }

    private static StubCounters read(JsonNode root) {
        var lanes = new ArrayList<StubCounters.Lane>();
        for (var lane : root.path("cpu")) {
            lanes.add(
                    new StubCounters.Lane(
                            lane.required("name").asString(),
                            lane.required("cpuNanos").asLong(),
                            lane.required("cores").asDouble()));
        }
        var counts =
                new StubCounters.Counts(
                        root.required("looks").asLong(),
                        root.required("allBusyLooks").asLong(),
                        root.required("lateLooks").asLong());
        return new StubCounters(
                root.required("kind").asString(),
                root.required("nanos").asLong(),
                root.required("threads").asInt(),
                counts,
                lanes);
    }
}
