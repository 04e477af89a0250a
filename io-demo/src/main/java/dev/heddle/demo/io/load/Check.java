package dev.heddle.demo.io.load;

import static dev.heddle.Async.await;
import static dev.heddle.Async.sleep;

import dev.heddle.EventLoop;
import dev.heddle.TaskCancelledException;
import dev.heddle.demo.io.OptionNames;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpRequest;
import dev.heddle.http.HttpSession;
import dev.heddle.http.HttpTimeoutException;
import dev.heddle.http.Retries;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.load.LoadRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Asks each origin once, before it is asked at a rate: figures of a host that is not there would be
 * none. What can be reached and answers badly is measured all the same.
 */
final class Check {
    private static final String HTTP = "http://";
    private static final int FIRST_BAD_STATUS = 400;

    /** As {@code dev.heddle.load} calls itself. */
    private static final String AGENT = "heddle-load";

    /** Who waits longer is told what for. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Options options;
    private final Duration timeout;
    private final Duration patience;
    private final Consumer<String> listener;
    private final List<String> warnings = new ArrayList<>();

    /**
     * A check.
     *
     * @param listener told what is being asked, where that takes more than a second
     */
    Check(Options options, Duration timeout, Consumer<String> listener) {
        this(options, timeout, PATIENCE, listener);
    }

    Check(Options options, Duration timeout, Duration patience, Consumer<String> listener) {
        this.options = options;
        this.timeout = timeout;
        this.patience = patience;
        this.listener = listener;
    }

    /** What is odd, a sentence each. */
    List<String> warnings() {
        return warnings;
    }

    /**
     * Asks each of them once.
     *
     * @param samples one for each origin
     * @return why one cannot be reached; null if all can be, or if it was stopped
     */
    @Nullable String of(List<LoadRequest> samples, Stop stop) {
        return EventLoop.run(() -> {
            var asking = EventLoop.current().spawn(() -> askAll(samples));
            stop.by(asking::cancel);
            try {
                return await(asking);
            } catch (TaskCancelledException _) {
                return null;
            }
        });
    }

    private @Nullable String askAll(List<LoadRequest> samples) {
        try (var session = session(samples)) {
            for (var sample : samples) {
                String unreachable = ask(sample, request(session, sample));
                if (unreachable != null) {
                    return unreachable;
                }
            }
            return null;
        }
    }

    /** Asks as the load will: the lean sender, which sends plain requests, decodes nothing. */
    private HttpSession session(List<LoadRequest> samples) {
        boolean isLean =
                options.network().isUsual()
                        && samples.stream()
                                .allMatch(s ->
                                        s.url().regionMatches(true, 0, HTTP, 0, HTTP.length()));
        return options.network()
                .applyTo(HttpSession.builder().timeout(timeout).header("User-Agent", AGENT))
                .decompress(!isLean)
                .retries(Retries.none())
                .maxRedirects(0)
                .build();
    }

    private static HttpRequest request(HttpSession session, LoadRequest sample) {
        try {
            var request = session.request(method(sample), sample.url());
            for (var header : sample.headers().entrySet()) {
                request = request.header(header.getKey(), header.getValue());
            }
            String body = sample.body();
            return body == null || !isSafe(sample) ? request : request.body(body);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What may change something is asked for only as often as it was asked for. */
    private static String method(LoadRequest sample) {
        return isSafe(sample) ? sample.method() : "HEAD";
    }

    private static boolean isSafe(LoadRequest sample) {
        return sample.method().equals("GET") || sample.method().equals("HEAD");
    }

    /** Returns why it cannot be reached, if that is so. */
    private @Nullable String ask(LoadRequest sample, HttpRequest request) {
        var note = EventLoop.current().spawn(() -> noteAfterPatience(request.url()));
        try {
            int status =
                    await(
                            request.exchange((head, body) -> body.then(Mono.just(head.status())))
                                    .next());
            if (status >= FIRST_BAD_STATUS && isSafe(sample)) {
                warn(sample.method() + " " + request.url() + " is answered with status " + status);
            }
            return null;
        } catch (HttpException e) {
            String message = OptionNames.in(String.valueOf(e.getMessage()));
            if (isUnreachable(e)) {
                return message;
            }
            warn(message);
            return null;
        } finally {
            note.cancel("it was answered");
        }
    }

    private void noteAfterPatience(String url) {
        sleep(patience);
        listener.accept("asking " + url + " first");
    }

    private void warn(String what) {
        warnings.add(what + "; the load goes there all the same");
    }

    private static boolean isUnreachable(HttpException e) {
        return switch (e.kind()) {
            case DNS, ADDRESS_REFUSED, CONNECT, TLS -> true;
            case TIMEOUT ->
                    e instanceof HttpTimeoutException late
                            && late.phase() == HttpTimeoutException.Phase.CONNECTING;
            default -> false;
        };
    }
}
