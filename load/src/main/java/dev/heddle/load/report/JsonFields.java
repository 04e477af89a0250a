package dev.heddle.load.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes fields. What cannot be told is null. Numbers have six digits after the point: times in
 * milliseconds are to the nanosecond, those in seconds to the microsecond.
 */
final class JsonFields {
    private final JsonGenerator json;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    void text(String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    void whole(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    void number(String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, Math.round(value * 1e6) / 1e6);
        } else {
            json.writeNullProperty(name);
        }
    }

    void seconds(String name, Duration value) {
        number(name, value.toNanos() / 1e9);
    }

    void texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    <V> void map(String name, Map<String, V> values, BiConsumer<String, V> each) {
        object(name, () -> values.forEach(each));
    }

    void object(String name, Runnable fields) {
        json.writeObjectPropertyStart(name);
        fields.run();
        json.writeEndObject();
    }

    /** An object, or null where there is no value. */
    <V> void object(String name, @Nullable V value, Consumer<V> fields) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            object(name, () -> fields.accept(value));
        }
    }

    /** An object for each value. */
    <V> void objects(String name, List<V> values, Consumer<V> fields) {
        json.writeArrayPropertyStart(name);
        for (V value : values) {
            json.writeStartObject();
            fields.accept(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
