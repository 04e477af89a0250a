package dev.heddle.http;

import dev.heddle.http.HttpException.Kind;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where redirects lead, and what they take along (RFC 9110, 15.4; RFC 3986, 5). */
final class Redirection {
    /** Beside those that the user names. */
    private static final Set<String> CREDENTIALS =
            Set.of("Authorization", "Proxy-Authorization", "Cookie");

    /** What describes a body that is not sent any more. */
    private static final List<CharSequence> OF_BODIES =
            List.of(
                    HttpHeaderNames.CONTENT_TYPE,
                    HttpHeaderNames.CONTENT_LENGTH,
                    HttpHeaderNames.CONTENT_ENCODING,
                    HttpHeaderNames.CONTENT_LANGUAGE,
                    HttpHeaderNames.CONTENT_LOCATION,
                    HttpHeaderNames.TRANSFER_ENCODING);

    private Redirection() {}

    /** Whether an answer sends the client elsewhere. */
    static boolean is(int status, HttpHeaders headers) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> headers.contains(HttpHeaderNames.LOCATION);
            default -> false;
        };
    }

    /**
     * The request that follows one.
     *
     * @throws HttpException if the redirect leads nowhere, or where the session may not go
     */
    static HttpRequest next(HttpRequest request, int status, HttpHeaders headers) {
        var target = target(request, headers.get(HttpHeaderNames.LOCATION));
        var settings = request.session.settings.redirects();
        var from = request.target.origin();
        if (from.secure() && !target.origin().secure() && !settings.insecure()) {
            throw refused(
                    request,
                    "to "
                            + target.url()
                            + " leads from https to http: allowInsecureRedirects() allows that",
                    null);
        }
        var next = new Draft(request, target);
        next.takeMethodAndBody(status);
        if (!from.equals(target.origin())) {
            next.leaveBehind(settings.credentialHeaders());
        }
        return next.request();
    }

    private static Target target(HttpRequest request, String location) {
        try {
            var target = UrlParser.parse(resolve(request.target, readable(location.strip())));
            boolean stays = target.origin().equals(request.target.origin());
            return stays && target.credentials() == null
                    ? new Target(target.origin(), target.path(), request.target.credentials())
                    : target;
        } catch (IllegalArgumentException e) {
            throw refused(request, "to " + location + " leads nowhere: " + e.getMessage(), e);
        }
    }

    static HttpException refused(HttpRequest request, String why, @Nullable Throwable cause) {
        String url = request.target.url();
        return new HttpException(Kind.REDIRECT, url, "the redirect of " + url + " " + why, cause);
    }

    /** Netty reads a header byte by byte; servers send UTF-8 all the same. */
    private static String readable(String location) {
        if (location.chars().allMatch(c -> c < 0x80)) {
            return location;
        }
        return new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Makes a reference absolute (RFC 3986, 5.2.2). */
    static String resolve(Target base, String reference) {
        String origin = base.origin().url();
        if (hasScheme(reference)) {
            return reference;
        }
        if (reference.startsWith("//")) {
            return origin.substring(0, origin.indexOf('/')) + reference;
        }
        String path = base.path();
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        if (reference.isEmpty() || reference.charAt(0) == '#') {
            return origin + path;
        }
        return switch (reference.charAt(0)) {
            case '/' -> origin + withoutDots(reference);
            case '?' -> origin + plain + reference;
            default ->
                    origin
                            + withoutDots(
                                    plain.substring(0, plain.lastIndexOf('/') + 1) + reference);
        };
    }

    private static boolean hasScheme(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            if (!Character.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return false;
    }

    /** RFC 3986, 5.2.4; what follows a ? or # is left alone. */
    private static String withoutDots(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
            end++;
        }
        var kept = new ArrayDeque<String>();
        String[] segments = path.substring(1, end).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> keepSlash(kept, last);
                case ".." -> {
                    kept.pollLast();
                    keepSlash(kept, last);
                }
                default -> kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept) + path.substring(end);
    }

    private static void keepSlash(ArrayDeque<String> kept, boolean last) {
        if (last) {
            kept.add("");
        }
    }

    /** The following request as it takes shape. */
    private static final class Draft {
        private final HttpRequest previous;
        private final Target target;
        private HttpMethod method;
        private @Nullable HttpHeaders headers;
        private @Nullable RequestBody body;
        private Set<String> withheld;

        Draft(HttpRequest previous, Target target) {
            this.previous = previous;
            this.target = target;
            this.method = previous.method;
            this.headers = previous.headers;
            this.body = previous.body;
            this.withheld = previous.withheld;
        }

        /** As browsers do, a POST becomes a GET, except where the status forbids it. */
        void takeMethodAndBody(int status) {
            boolean becomesGet =
                    switch (status) {
                        case 301, 302 -> method.equals(HttpMethod.POST);
                        case 303 -> !method.equals(HttpMethod.HEAD);
                        default -> false;
                    };
            if (becomesGet) {
                method = HttpMethod.GET;
                body = null;
                drop(OF_BODIES);
            }
        }

        void leaveBehind(Set<String> credentialHeaders) {
            var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            all.addAll(withheld);
            all.addAll(CREDENTIALS);
            all.addAll(credentialHeaders);
            withheld = all;
            drop(List.copyOf(all));
            drop(List.of(HttpHeaderNames.HOST));
        }

        private void drop(List<? extends CharSequence> names) {
            if (headers != null) {
                headers = Headers.copy(headers);
                names.forEach(headers::remove);
            }
        }

        HttpRequest request() {
            return new HttpRequest(
                    previous.session, method, target, previous.timeout, headers, body, withheld);
        }
    }
}
