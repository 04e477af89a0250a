package dev.heddle.demo.io.fetch;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
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
        writeRequest(result.request());
        if (result.status() == 0) {
            json.writeNullProperty("status");
        } else {
            json.writeNumberProperty("status", result.status());
        }
        json.writeBooleanProperty("ok", result.ok());
        json.writeNumberProperty("bytes", result.bytes());
        json.writeNumberProperty("millis", millis(result.nanos()));
        writeFailure(result.failure());
        writeIfAny("file", result.file());
        writeIfAny("finalUrl", result.finalUrl());
        if (result.extracted() != null) {
            json.writeName("extracted");
            json.writeRawValue(result.extracted());
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    /** What tells it from other requests, see {@link Identity}; the URL comes first. */
    private void writeRequest(Request request) {
        json.writeStringProperty("url", request.url());
        writeIfAny("id", request.id());
        if (!request.isPlainGet()) {
            json.writeStringProperty("method", request.method());
        }
        if (request.body() != null) {
            json.writeStringProperty("bodyHash", request.body().hash());
        }
    }

    private void writeIfAny(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private void writeFailure(Result.@Nullable Failure failure) {
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
