package dev.heddle.demo.io.fetch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param urls from the command line
 * @param input a file of URLs, {@code -} for standard input
 * @param concurrency how many requests may be under way at a time
 * @param perHost how many of them to one host
 * @param timeout for each URL, from sending the request to the end of the body
 * @param output where records go, {@code -} for standard output
 * @param save the directory for bodies
 */
record Options(
        List<String> urls,
        @Nullable String input,
        int concurrency,
        int perHost,
        Duration timeout,
        @Nullable String output,
        @Nullable Path save,
        boolean json,
        boolean quiet) {
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

    /** The same with other URLs. */
    Options withUrls(List<String> others) {
        return new Options(others, input, concurrency, perHost, timeout, output, save, json, quiet);
    }
}
