package dev.heddle.demo.io.fetch;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes results as JSON, one line each, into a buffer. */
final class RecordWriter implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;

    private final JsonGenerator json;

    RecordWriter(ByteArrayOutputStream out) {
        this.json =
                JsonFactory.builder()
                        .rootValueSeparator("")
                        .build()
                        .createGenerator(ObjectWriteContext.empty(), out);
    }

    void write(Result result) {
        json.writeStartObject();
        json.writeStringProperty("url", result.url());
        if (result.status() == 0) {
            json.writeNullProperty("status");
        } else {
            json.writeNumberProperty("status", result.status());
        }
        json.writeBooleanProperty("ok", result.ok());
        json.writeNumberProperty("bytes", result.bytes());
        json.writeNumberProperty("millis", millis(result.nanos()));
        writeFailure(result.failure());
        if (result.file() != null) {
            json.writeStringProperty("file", result.file());
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void writeFailure(Result.@org.jspecify.annotations.Nullable Failure failure) {
        json.writeStringProperty("kind", failure == null ? null : failure.kind());
        json.writeStringProperty("error", failure == null ? null : failure.message());
    }

    /** To the microsecond. */
    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) * 1e3 / NANOS_PER_MILLI;
    }

    @Override
    public void close() {
        json.close();
    }
}
