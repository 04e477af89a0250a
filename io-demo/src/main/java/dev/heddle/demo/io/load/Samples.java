package dev.heddle.demo.io.load;

import dev.heddle.load.LoadRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** To each origin the first request, with the values of the first row. */
final class Samples {
    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#]*");
    private static final Pattern COLUMN = Pattern.compile("\\$\\{([^}]*)}");

    private Samples() {}

    static List<LoadRequest> of(Options options) {
        var table = options.data();
        Map<String, String> row = table == null ? Map.of() : table.rows().getFirst();
        var samples = new LinkedHashMap<String, LoadRequest>();
        for (var request : options.requests()) {
            var origin = ORIGIN.matcher(request.url());
            samples.putIfAbsent(origin.lookingAt() ? origin.group() : "", filled(request, row));
        }
        return List.copyOf(samples.values());
    }

    private static LoadRequest filled(LoadRequest request, Map<String, String> row) {
        var headers = new LinkedHashMap<String, String>();
        request.headers().forEach((name, value) -> headers.put(name, filled(value, row)));
        return new LoadRequest(
                request.method(), filled(request.url(), row), headers, body(request, row), 1);
    }

    private static @Nullable String body(LoadRequest request, Map<String, String> row) {
        String body = request.body();
        return body == null ? null : filled(body, row);
    }

    private static String filled(String text, Map<String, String> row) {
        return COLUMN.matcher(text)
                .replaceAll(column ->
                        Matcher.quoteReplacement(
                                row.getOrDefault(column.group(1), column.group())));
    }
}
