package dev.heddle.load;

import static java.util.Objects.requireNonNull;

import dev.heddle.lab.cli.Suggestion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request whose placeholders are found and known to be filled by each row. Immutable. */
final class RequestTemplate {
    private static final Pattern URL =
            Pattern.compile(
                    "(?i)https?://(?:[^/?#@]*@)?(\\[[0-9a-f:.%]+]|[^/?#:@\\[\\]\\s]+)(:\\d+)?");

    /** A token (RFC 9110, 5.6.2). */
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final int MOST_LATIN_1 = 0xff;
    private static final int MOST_PORT = 65_535;

    private final LoadRequest request;
    private final @Nullable DataTable table;
    private final Template url;
    private final Map<String, Template> headers;
    private final @Nullable Template body;
    private final boolean isJson;

    /** The same for all rows; null if rows make a difference. */
    private final @Nullable LoadRequest fixed;

    /**
     * Of a request.
     *
     * @throws IllegalArgumentException if it cannot be sent, or asks for what no row has
     */
    RequestTemplate(LoadRequest request, @Nullable DataTable table) {
        this.request = request;
        this.table = table;
        requireMethod();
        this.url = parsed("its URL", request.url());
        requireUrl();
        this.headers = new LinkedHashMap<>();
        request.headers().forEach(this::addHeader);
        this.isJson =
                request.headers().entrySet().stream()
                        .anyMatch(header -> isJson(header.getKey(), header.getValue()));
        this.body = request.body() == null ? null : parsed("its body", request.body());
        this.fixed = isFixed() ? made(column -> column, column -> column) : null;
    }

    /** What comes before the path of a URL that can be sent, in lower case. */
    static String origin(String url) {
        var origin = URL.matcher(url);
        return origin.lookingAt() ? origin.group().toLowerCase(Locale.ROOT) : url;
    }

    /** Path and query of a URL that can be sent, as they were written. */
    static String path(String url) {
        var origin = URL.matcher(url);
        String rest = url.substring(origin.lookingAt() ? origin.end() : 0).split("#", 2)[0];
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    boolean isFixed() {
        return url.isFixed()
                && headers.values().stream().allMatch(Template::isFixed)
                && (body == null || body.isFixed());
    }

    /**
     * With the values of a row.
     *
     * @param row any number; beyond the last it begins again
     */
    LoadRequest filled(long row) {
        if (fixed != null) {
            return fixed;
        }
        var rows = requireNonNull(table, "table");
        int index = (int) Math.floorMod(row, (long) rows.size());
        return made(
                column -> encoded(rows.value(index, column)), column -> rows.value(index, column));
    }

    private LoadRequest made(UnaryOperator<String> inUrl, UnaryOperator<String> elsewhere) {
        var filled = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> filled.put(name, value.filled(elsewhere)));
        return new LoadRequest(
                request.method(),
                url.filled(inUrl),
                filled,
                body == null ? null : filled(body, elsewhere),
                request.weight());
    }

    private String filled(Template text, UnaryOperator<String> values) {
        return isJson ? text.filledJson(values) : text.filled(values);
    }

    private static boolean isJson(String header, String value) {
        return header.equalsIgnoreCase("Content-Type")
                && value.toLowerCase(Locale.ROOT).contains("json");
    }

    /** A path and a query part both read %20 as a space; only a query part reads + as one. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Template parsed(String part, String text) {
        Template template;
        try {
            template = Template.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal(part + " " + e.getMessage()), e);
        }
        template.columns().forEach(this::requireColumn);
        return template;
    }

    private void requireColumn(String column) {
        String asked = "it asks for ${" + column + "}, and ";
        if (table == null) {
            throw new IllegalArgumentException(refusal(asked + "there is no data to take it from"));
        }
        if (!table.columns().contains(column)) {
            throw new IllegalArgumentException(
                    refusal(
                            asked
                                    + "no row has that column, only "
                                    + String.join(", ", table.columns())
                                    + Suggestion.of(column, table.columns())));
        }
    }

    private void requireMethod() {
        if (!METHOD.matcher(request.method()).matches()) {
            throw new IllegalArgumentException(
                    refusal("its method must be a word without blanks or colons, such as GET"));
        }
        if (request.method().equals("CONNECT")) {
            throw new IllegalArgumentException(
                    refusal("CONNECT opens a tunnel, which a load test does not"));
        }
    }

    private void requireUrl() {
        var authority = URL.matcher(url.start());
        if (!authority.lookingAt() || !ends(url.start(), authority.end(), url.isFixed())) {
            throw new IllegalArgumentException(
                    refusal(
                            "its URL must begin with http:// or https:// and a host"
                                    + (url.isFixed() ? "" : "; a ${…} may only come after those")));
        }
        String port = authority.group(2);
        if (port != null && (port.length() > 6 || !isPort(Integer.parseInt(port.substring(1))))) {
            throw new IllegalArgumentException(refusal("its URL has no port between 1 and 65535"));
        }
        requirePlain("its URL", url.start());
    }

    /** A host that a placeholder goes on with would be another host for each row. */
    private static boolean ends(String start, int end, boolean fixed) {
        return end == start.length() ? fixed : "/?#".indexOf(start.charAt(end)) >= 0;
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= MOST_PORT;
    }

    private void addHeader(String name, String value) {
        String part = "its header " + name;
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == ':' || c >= 127)) {
            throw new IllegalArgumentException(refusal("its header has no proper name: " + name));
        }
        requireHeader(part, value);
        var template = parsed(part, value);
        template.columns().stream().distinct().forEach(column -> requireRows(part, column, table));
        headers.put(name, template);
    }

    private void requireRows(String part, String column, @Nullable DataTable rows) {
        for (int row = 0; rows != null && row < rows.size(); row++) {
            requireHeader(
                    part + " with " + column + " of row " + (row + 1), rows.value(row, column));
        }
    }

    /** It is sent as Latin-1, in which other characters would be question marks. */
    private void requireHeader(String part, String value) {
        requirePlain(part, value);
        var other = value.codePoints().filter(c -> c > MOST_LATIN_1).findFirst();
        if (other.isPresent()) {
            String character = Character.toString(other.getAsInt());
            throw new IllegalArgumentException(
                    refusal(part + " has " + character + " in it, which no header can carry"));
        }
    }

    /** A line break would begin another header, or another request. */
    private void requirePlain(String part, String value) {
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
            throw new IllegalArgumentException(
                    refusal(part + " has a line break or another control character in it"));
        }
    }

    private String refusal(String why) {
        String name = request.method() + " " + request.url();
        return name.stripLeading().replaceAll("\\p{Cntrl}", "?") + ": " + why;
    }
}
