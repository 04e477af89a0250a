package dev.heddle.demo.io.fetch.extract;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a JSON document by a JSON path (RFC 9535, as Jayway's library reads it). */
final class JsonFinder implements Finder {
    private static final Configuration AS_LIST =
            Configuration.builder()
                    .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
                    .build();

    private final JsonPath path;

    private JsonFinder(JsonPath path) {
        this.path = path;
    }

    static JsonFinder of(String expression) {
        try {
            return new JsonFinder(JsonPath.compile(expression));
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot read the JSON path " + expression + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<@Nullable Object> find(Page page) {
        Object document = page.json();
        return document == null ? List.of() : path.read(document, AS_LIST);
    }
}
