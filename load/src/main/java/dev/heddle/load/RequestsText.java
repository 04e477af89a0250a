package dev.heddle.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what requests are sent, so that two texts are the same, but for hosts, where the load is:
 * methods, paths and weights, and a digest of what is too long to be said.
 */
final class RequestsText {
    private static final int MOST = 5;

    /** Enough for two that somebody compares. */
    private static final int DIGITS = 8;

    private static final Pattern USER_INFO = Pattern.compile("^(\\w+://)[^/?#@]*@");

    private RequestsText() {}

    /**
     * {@code GET http://h/a}, {@code GET http://h/a + 3 × POST /b (body 0f91ab27)}, {@code GET
     * http://h/a and 6 more (0f91ab27)}.
     */
    static String of(List<LoadRequest> requests) {
        var first = requests.getFirst();
        if (requests.size() > MOST) {
            String all = requests.stream().map(RequestsText::pathed).collect(Collectors.joining());
            String more = " and " + (requests.size() - 1) + " more";
            return first.method() + " " + shown(first.url()) + more + " (" + digest(all) + ")";
        }
        String origin = RequestTemplate.origin(first.url());
        var texts = new ArrayList<String>();
        for (var request : requests) {
            boolean isElsewhere =
                    texts.isEmpty() || !RequestTemplate.origin(request.url()).equals(origin);
            texts.add(isElsewhere ? of(request, shown(request.url())) : pathed(request));
        }
        return String.join(" + ", texts);
    }

    /** A password is nobody's business who reads the result. */
    private static String shown(String url) {
        return USER_INFO.matcher(url).replaceFirst("$1");
    }

    private static String pathed(LoadRequest request) {
        return of(request, RequestTemplate.path(request.url()));
    }

    private static String of(LoadRequest request, String url) {
        String weight = request.weight() == 1 ? "" : request.weight() + " × ";
        return weight + request.method() + " " + url + rest(request);
    }

    /** Headers by their names only: a token is another one for each run. */
    private static String rest(LoadRequest request) {
        var parts = new ArrayList<String>();
        var digested = new StringBuilder();
        if (!request.headers().isEmpty()) {
            parts.add("headers");
            var names = new TreeSet<String>();
            request.headers().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            digested.append(String.join("\n", names));
        }
        if (request.body() != null) {
            parts.add("body");
            digested.append("\n\n").append(request.body());
        }
        return parts.isEmpty()
                ? ""
                : " (" + String.join(", ", parts) + " " + digest(digested.toString()) + ")";
    }

    private static String digest(String text) {
        try {
            byte[] bytes =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
