package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param urls from the command line
 * @param input a file of URLs, {@code -} for standard input
 * @param dedupe whether repeats are passed over
 * @param extract what to take out of bodies, as {@code name=css:…}
 */
record Options(
        List<String> urls,
        @Nullable String input,
        boolean dedupe,
        Sending sending,
        Pace pace,
        Bounds bounds,
        Network network,
        List<String> extract,
        Output output) {
    static final String STANDARD_STREAM = "-";

    /** Nothing to fetch was named: the command shows what it can do. */
    boolean isDemo() {
        return urls.isEmpty() && input == null;
    }

    /** What to call the input in messages. */
    String inputName() {
        if (input == null) {
            return "the command line";
        }
        return input.equals(STANDARD_STREAM) ? "standard input" : input;
    }

    /** The same with other URLs, of this machine. */
    Options withLocal(List<String> others) {
        return new Options(
                others,
                input,
                dedupe,
                sending,
                pace,
                bounds,
                network.withoutProxy(),
                extract,
                output);
    }

    /**
     * What is sent, unless a line of the input says otherwise.
     *
     * @param method null for GET, or POST where there is a body
     */
    record Sending(@Nullable String method, Map<String, String> headers, @Nullable Payload body) {
        private static final Set<String> HARMLESS =
                Set.of(
                        "accept",
                        "accept-encoding",
                        "accept-language",
                        "content-language",
                        "content-type",
                        "user-agent");

        /** The headers of all requests, whatever their host. */
        Map<String, String> shared() {
            if (host() == null) {
                return headers;
            }
            var shared = new LinkedHashMap<>(headers);
            shared.keySet().removeIf("host"::equalsIgnoreCase);
            return shared;
        }

        /** The Host header that was asked for, in place of the URL's. */
        @Nullable String host() {
            for (var header : headers.entrySet()) {
                if (header.getKey().equalsIgnoreCase("host")) {
                    return header.getValue();
                }
            }
            return null;
        }

        String methodFor(@Nullable Payload payload) {
            return method != null ? method : payload == null ? Request.GET : "POST";
        }

        /**
         * Headers that redirects must not take to another site: all but those that tell nothing.
         */
        String[] secrets() {
            return headers.keySet().stream()
                    .filter(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)))
                    .toArray(String[]::new);
        }
    }

    /**
     * How much at a time, and how fast.
     *
     * @param concurrency how many requests may be under way at a time
     * @param perHost how many of them to one host
     * @param perSecond how many may begin in a second; 0 for as many as can
     * @param perSecondAndHost how many to one host; 0 for as many as can
     * @param timeout for each URL, from sending the request to the end of the body
     * @param retries how often one may be sent again
     */
    record Pace(
            int concurrency,
            int perHost,
            double perSecond,
            double perSecondAndHost,
            Duration timeout,
            int retries) {}

    /**
     * What is not gone beyond.
     *
     * @param maxRedirects how many are followed
     * @param maxBody the most bytes of a body; 0 for no limit
     * @param blockPrivate whether only public addresses may be connected to
     */
    record Bounds(int maxRedirects, long maxBody, boolean blockPrivate) {}

    /**
     * Where what comes goes.
     *
     * @param file where records go, {@code -} for standard output
     * @param save the directory for bodies
     * @param resume whether to go on where the file ends
     * @param retryFailed whether its failures are fetched again
     */
    record Output(
            @Nullable String file,
            @Nullable Path save,
            boolean resume,
            boolean retryFailed,
            boolean json,
            boolean quiet) {}
}
