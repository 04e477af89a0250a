package dev.heddle.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The retries and redirects of one exchange so far, and which come next. Only touched on the loop;
 * made when the first of them is in question.
 */
final class Journey {
    private final Settings settings;
    private final RetryBudget budget;
    private final InstantSource clock;
    private final Set<String> visited = new HashSet<>();
    private int retries;
    private int redirects;

    Journey(Settings settings, RetryBudget budget) {
        this.settings = settings;
        this.budget = budget;
        this.clock = settings.loop().clock();
    }

    /**
     * What comes after an answer, or null if that is to be delivered.
     *
     * @param repeatable whether the body of the request can be sent again
     * @throws HttpException if it is a redirect that must not be followed
     */
    @Nullable Step afterAnswer(
            HttpRequest request,
            int status,
            HttpHeaders headers,
            boolean repeatable,
            long nanosLeft) {
        var step = afterRedirect(request, status, headers, repeatable);
        return step == null && repeatable ? afterStatus(request, status, headers, nanosLeft) : step;
    }

    // --- redirects --------------------------------------------------------------------------

    private @Nullable Step afterRedirect(
            HttpRequest request, int status, HttpHeaders headers, boolean repeatable) {
        int most = settings.redirects().most();
        if (most == 0 || !Redirection.is(status, headers)) {
            return null;
        }
        visited.add(name(request));
        var next = Redirection.next(request, status, headers);
        if (next.body != null && !repeatable) {
            throw Redirection.refused(
                    request, "asks for the body again, and a stream is sent only once", null);
        }
        if (++redirects > most) {
            throw Redirection.refused(
                    request,
                    "to " + next.target.url() + " is one too many: maxRedirects is " + most,
                    null);
        }
        // A cookie may make a difference to who comes back.
        if (!visited.add(name(next)) && !settings.cookies()) {
            throw Redirection.refused(
                    request, "leads back to " + next.target.url() + ", in a circle", null);
        }
        return new Step(next, 0);
    }

    private static String name(HttpRequest request) {
        return request.method + " " + request.target.url();
    }

    // --- retries ----------------------------------------------------------------------------

    private @Nullable Step afterStatus(
            HttpRequest request, int status, HttpHeaders headers, long nanosLeft) {
        return settings.retries().statuses.contains(status) && request.isIdempotent()
                ? retry(request, retryAfterNanos(headers), nanosLeft)
                : null;
    }

    /** The retry after a failure, or null if that is to be delivered. */
    @Nullable Step afterFailure(HttpRequest request, HttpException failure, long nanosLeft) {
        boolean mayHelp =
                switch (failure.kind()) {
                    case CONNECT -> true;
                    case DISCONNECTED, BODY_CUT_SHORT -> request.isIdempotent();
                    case TIMEOUT -> request.isIdempotent() && isOfTheAttempt(failure);
                    default -> false;
                };
        return mayHelp ? retry(request, 0, nanosLeft) : null;
    }

    private static boolean isOfTheAttempt(HttpException failure) {
        return failure instanceof HttpTimeoutException timeout
                && switch (timeout.limit()) {
                    case RESPONSE, READ -> true;
                    case TOTAL, ACQUIRE -> false;
                };
    }

    private @Nullable Step retry(HttpRequest request, long atLeastNanos, long nanosLeft) {
        if (retries >= settings.retries().most) {
            return null;
        }
        long pause = pauseNanos(atLeastNanos);
        if (pause >= nanosLeft || !budget.take()) {
            return null;
        }
        retries++;
        return new Step(request, pause);
    }

    /** Full jitter: see {@link Retries}. */
    private long pauseNanos(long atLeastNanos) {
        double most =
                Math.min(
                        (double) settings.retries().longest.toNanos(),
                        (double) settings.retries().first.toNanos() * Math.pow(2, retries));
        return atLeastNanos + ThreadLocalRandom.current().nextLong(1, Math.max(2, (long) most));
    }

    /** Seconds or a date (RFC 9110, 10.2.3); 0 without, or for what is neither. */
    private long retryAfterNanos(HttpHeaders headers) {
        String value = headers.get(HttpHeaderNames.RETRY_AFTER);
        if (value == null || value.isBlank()) {
            return 0;
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > 9
                    ? Long.MAX_VALUE / 2
                    : TimeUnit.SECONDS.toNanos(Long.parseLong(text));
        }
        var date = DateFormatter.parseHttpDate(text);
        return date == null ? 0 : Math.max(0, nanosBetween(clock.instant(), date.toInstant()));
    }

    private static long nanosBetween(Instant now, Instant then) {
        long nanos = TimeUnit.SECONDS.toNanos(then.getEpochSecond() - now.getEpochSecond());
        // More is added to it.
        return Math.min(nanos, Long.MAX_VALUE / 2);
    }
}
