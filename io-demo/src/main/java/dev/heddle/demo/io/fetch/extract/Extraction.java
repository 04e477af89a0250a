package dev.heddle.demo.io.fetch.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is taken out of each body, under which names. A name gets the first match, or null; one that
 * ends with {@code []} gets a list of all. Immutable; any thread may apply it.
 */
public final class Extraction {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Field> fields;

    private Extraction(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads {@code name=css:…}, {@code name=json:…} and {@code name=regex:…}.
     *
     * @throws IllegalArgumentException with a sentence about the first that cannot be read
     */
    public static Extraction of(List<String> expressions) {
        var fields = new ArrayList<Field>();
        var names = new LinkedHashSet<String>();
        for (String expression : expressions) {
            var field = field(expression);
            if (!names.add(field.name)) {
                throw new IllegalArgumentException("there are two of " + field.name);
            }
            fields.add(field);
        }
        return new Extraction(fields);
    }

    private static Field field(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':', equals + 1);
        if (equals < 1 || colon < 0) {
            throw new IllegalArgumentException(
                    "must be NAME=css:…, NAME=json:… or NAME=regex:…: " + text);
        }
        String name = text.substring(0, equals);
        boolean all = name.endsWith("[]");
        return new Field(
                all ? name.substring(0, name.length() - 2) : name,
                all,
                finder(text.substring(equals + 1, colon), text.substring(colon + 1)));
    }

    private static Finder finder(String language, String expression) {
        return switch (language) {
            case "css" -> CssFinder.of(expression);
            case "json" -> JsonFinder.of(expression);
            case "regex" -> RegexFinder.of(expression);
            default ->
                    throw new IllegalArgumentException(
                            "knows css, json and regex, not " + language);
        };
    }

    /**
     * Takes everything out of one body.
     *
     * @return a JSON object with all the names
     * @throws ExtractException if the body is not what an expression reads
     */
    public String apply(Page page) {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        for (var field : fields) {
            var matches = find(field, page);
            found.put(
                    field.name,
                    field.all ? matches : matches.isEmpty() ? null : matches.getFirst());
        }
        return JSON.writeValueAsString(found);
    }

    /** A page is a stranger's, and so may be what a library makes of it. */
    private static List<@Nullable Object> find(Field field, Page page) {
        try {
            return field.finder.find(page);
        } catch (RuntimeException e) {
            throw new ExtractException("cannot read " + field.name + ": " + e.getMessage(), e);
        }
    }

    private record Field(String name, boolean all, Finder finder) {}
}
