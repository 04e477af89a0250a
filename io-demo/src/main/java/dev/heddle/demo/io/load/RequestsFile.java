package dev.heddle.demo.io.load;

import dev.heddle.demo.io.HttpOptions;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.Suggestion;
import dev.heddle.load.LoadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as lines of JSON, as {@code fetch} has them, with weights beside. */
final class RequestsFile {
    static final int MOST_WEIGHT = 1_000_000;

    private static final String STANDARD_INPUT = "-";
    private static final List<String> FIELDS =
            List.of("url", "method", "headers", "body", "weight");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Usual usual;

    private RequestsFile(Usual usual) {
        this.usual = usual;
    }

    static boolean isWeight(int number) {
        return number >= 1 && number <= MOST_WEIGHT;
    }

    /**
     * All of a file; blank lines and those that begin with # are passed over.
     *
     * @param name a file, or {@code -}
     * @param in what {@code -} stands for
     */
    static List<LoadRequest> read(String name, InputStream in, Usual usual) {
        String shown = name.equals(STANDARD_INPUT) ? "standard input" : "--requests " + name;
        String text = Texts.utf8(bytes(name, shown, in));
        if (text == null) {
            throw CommandFailure.usage(shown + " is no text in UTF-8");
        }
        var file = new RequestsFile(usual);
        var requests = new ArrayList<LoadRequest>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                requests.add(file.request(line.strip(), "line " + number + " of " + shown));
            }
        }
        if (requests.isEmpty()) {
            throw CommandFailure.usage("there is no request in " + shown);
        }
        return requests;
    }

    private static byte[] bytes(String name, String shown, InputStream in) {
        try {
            return name.equals(STANDARD_INPUT)
                    ? in.readAllBytes()
                    : Files.readAllBytes(Path.of(name));
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read " + shown + ": " + IoMessages.of(e));
        } catch (InvalidPathException e) {
            throw CommandFailure.usage(shown + " is no path: " + e.getReason());
        }
    }

    private LoadRequest request(String line, String where) {
        try {
            return line.charAt(0) == '{' ? read(JSON.readTree(line)) : usual.url(line);
        } catch (JacksonException e) {
            throw CommandFailure.usage(where + " is no JSON object: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | CommandFailure e) {
            throw CommandFailure.usage(where + ": " + e.getMessage());
        }
    }

    private LoadRequest read(JsonNode line) {
        line.propertyNames().forEach(RequestsFile::ensureKnown);
        String url = text(line, "url");
        if (url == null) {
            throw new IllegalArgumentException("there is no field url");
        }
        String method = text(line, "method");
        if (method != null && !HttpOptions.isMethod(method)) {
            throw new IllegalArgumentException("the method is none: " + method);
        }
        var body = line.get("body");
        boolean isJson = body != null && body.isContainer();
        return usual.request(
                Usual.ensureScheme(url),
                method,
                headers(line.get("headers")),
                isJson ? body.toString() : text(line, "body"),
                isJson ? "application/json" : null,
                weight(line.get("weight")));
    }

    private static void ensureKnown(String name) {
        if (!FIELDS.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no field " + name + " of a request" + Suggestion.of(name, FIELDS));
        }
    }

    private static @Nullable String text(JsonNode line, String field) {
        var value = line.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("the " + field + " is no string");
        }
        return value.stringValue();
    }

    private static Map<String, String> headers(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException("the headers are no object");
        }
        var headers = new LinkedHashMap<String, String>();
        for (String name : value.propertyNames()) {
            String text = text(value, name);
            if (text != null) {
                headers.put(name, text);
            }
        }
        return headers;
    }

    private static int weight(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return 1;
        }
        if (value.isInt() && isWeight(value.intValue())) {
            return value.intValue();
        }
        throw new IllegalArgumentException(
                "the weight must be a number from 1 to " + MOST_WEIGHT + ": " + value);
    }
}
