package dev.heddle.demo.io.load;

import dev.heddle.demo.io.HttpOptions;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.load.LoadRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What requests have that do not say otherwise.
 *
 * @param method null for GET, or POST where there is a body
 */
record Usual(@Nullable String method, Map<String, String> headers, @Nullable String body) {
    /** No scheme begins with a digit. */
    private static final Pattern WEIGHTED = Pattern.compile("(-?[0-9]+):(.*://.*)");

    private static final Pattern WITH_SCHEME = Pattern.compile("(?i)https?://.*");
    private static final String CONTENT_TYPE = "Content-Type";

    /** A request of a URL, with its weight before it perhaps. */
    LoadRequest url(String text) {
        var weighted = WEIGHTED.matcher(text);
        if (!weighted.matches()) {
            return request(ensureScheme(text), null, Map.of(), null, null, 1);
        }
        String url = ensureScheme(weighted.group(2));
        return request(url, null, Map.of(), null, null, weight(text, weighted.group(1)));
    }

    /**
     * A request that says some of it.
     *
     * @param ownMethod null for the usual one
     * @param ownHeaders which the usual ones give way to
     * @param ownBody null for the usual one
     * @param type of its body; null for that of a form
     */
    LoadRequest request(
            String url,
            @Nullable String ownMethod,
            Map<String, String> ownHeaders,
            @Nullable String ownBody,
            @Nullable String type,
            int weight) {
        String sent = ownBody == null ? body : ownBody;
        String usualMethod = method != null ? method : sent == null ? "GET" : "POST";
        var all = new LinkedHashMap<>(headers);
        ownHeaders.forEach((name, value) -> replace(all, name, value));
        if (sent != null && all.keySet().stream().noneMatch(CONTENT_TYPE::equalsIgnoreCase)) {
            all.put(CONTENT_TYPE, type == null ? HttpOptions.FORM : type);
        }
        return new LoadRequest(ownMethod == null ? usualMethod : ownMethod, url, all, sent, weight);
    }

    private static void replace(Map<String, String> all, String name, String value) {
        all.keySet().removeIf(name::equalsIgnoreCase);
        all.put(name, value);
    }

    static String ensureScheme(String url) {
        if (!WITH_SCHEME.matcher(url).matches()) {
            throw CommandFailure.usage("a URL must begin with http:// or https://: " + url);
        }
        return url;
    }

    private static int weight(String text, String number) {
        try {
            int weight = Integer.parseInt(number);
            if (RequestsFile.isWeight(weight)) {
                return weight;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is too small.
        }
        throw CommandFailure.usage(
                "a weight must be a number from 1 to " + RequestsFile.MOST_WEIGHT + ": " + text);
    }
}
