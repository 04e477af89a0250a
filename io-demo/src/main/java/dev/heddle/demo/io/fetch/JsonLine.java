package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.HttpOptions;
import dev.heddle.lab.cli.Suggestion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A request as a JSON object: {@code {"url": …, "method": …, "headers": {…}, "body": …}}. */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> FIELDS = List.of("url", "method", "headers", "body", "id");

    private final JsonParser json;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String url;
    private @Nullable String method;
    private @Nullable String id;
    private @Nullable Payload body;

    private JsonLine(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException with the second half of a sentence, if it is none
     */
    static Request parse(String line, Options.Sending sending) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), line)) {
            return new JsonLine(json).read(sending);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Request read(Options.Sending sending) {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            var value = json.nextToken();
            if (value != JsonToken.VALUE_NULL) {
                field(name, value);
            }
        }
        ensureEnd();
        if (url == null) {
            throw new IllegalArgumentException("has no field url");
        }
        var payload = body == null ? sending.body() : body;
        return new Request(
                url,
                method == null ? sending.methodFor(payload) : method,
                id,
                headers,
                payload,
                null);
    }

    private void ensureEnd() {
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("has more than one JSON object");
        }
    }

    private void field(String name, JsonToken value) {
        switch (name) {
            case "url" -> url = text(name, value);
            case "method" -> method = method(text(name, value));
            case "id" -> id = value.isNumeric() ? json.getString() : text(name, value);
            case "headers" -> headers(value);
            case "body" -> body = body(value);
            default ->
                    throw new IllegalArgumentException(
                            "has a field "
                                    + name
                                    + ", which there is not"
                                    + Suggestion.of(name, FIELDS));
        }
    }

    private String text(String name, JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("has a " + name + " that is no string");
        }
        return json.getString();
    }

    private static String method(String text) {
        if (!HttpOptions.isMethod(text)) {
            throw new IllegalArgumentException("has a method that is none: " + text);
        }
        return text;
    }

    private void headers(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("has headers that are no object");
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            headers.put(name, text("header " + name, json.nextToken()));
        }
    }

    /** A string is sent as it is, an object or a list as JSON. */
    private Payload body(JsonToken value) {
        if (value == JsonToken.VALUE_STRING) {
            return RequestParser.form(json.getString().getBytes(StandardCharsets.UTF_8));
        }
        if (!value.isStructStart()) {
            throw new IllegalArgumentException("has a body that is no string, object or list");
        }
        var out = new ByteArrayOutputStream();
        try (var copy = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            copy.copyCurrentStructure(json);
        }
        return new Payload(out.toByteArray(), "application/json");
    }
}
