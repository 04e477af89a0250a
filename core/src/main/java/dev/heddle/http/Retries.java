package dev.heddle.http;

import static dev.heddle.http.HttpSessionBuilder.positive;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a session sends again, how often and when. Immutable.
 *
 * <p>Sent again are requests that found no connection (any method: nothing was sent), and those
 * whose method is idempotent (RFC 9110, 9.2.2), or that bear an {@code Idempotency-Key}, after a
 * connection that ended before the answer, after {@link HttpSessionBuilder#responseTimeout} and
 * {@link HttpSessionBuilder#readTimeout}, and after an answer of {@link #statuses(int...)}. Never
 * after another deadline, and never once a part of the body was handed over, or a streamed request
 * body subscribed to.
 *
 * <p>Before the n-th retry a random time from zero to {@code first} · 2ⁿ⁻¹, at most {@code
 * longest}, passes ("full jitter", Marc Brooker, AWS Architecture Blog, 2015), and as much as the
 * answer's {@code Retry-After} asks for, in seconds or as a date. A retry for which the total
 * deadline leaves no time is not made: the failure, or the answer, is the result.
 *
 * <p>The <em>budget</em> keeps retries from making an overload worse: all of a session's retries
 * together are at most a share of its requests (0.2 otherwise; or 100 of the last thousand, where
 * that is more). What is sent again because a kept connection was closed counts towards it, and is
 * never refused.
 */
public final class Retries {
    private static final Set<Integer> USUAL_STATUSES = Set.of(408, 429, 500, 502, 503, 504);
    private static final double USUAL_BUDGET = 0.2;
    private static final Retries NONE =
            new Retries(
                    0,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(20),
                    USUAL_BUDGET,
                    USUAL_STATUSES);

    final int most;
    final Duration first;
    final Duration longest;
    final double budget;
    final Set<Integer> statuses;

    private Retries(
            int most, Duration first, Duration longest, double budget, Set<Integer> statuses) {
        this.most = most;
        this.first = first;
        this.longest = longest;
        this.budget = budget;
        this.statuses = statuses;
    }

    /**
     * Nothing is sent again, except on a connection that had been closed by the server.
     *
     * @return no retries
     */
    public static Retries none() {
        return NONE;
    }

    /**
     * So many retries of a request, waiting 200 ms to 20 s.
     *
     * @param most 0 or more
     * @return the retries
     */
    public static Retries upTo(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("retries must not be negative: " + most);
        }
        return new Retries(most, NONE.first, NONE.longest, NONE.budget, NONE.statuses);
    }

    /**
     * With other waiting times.
     *
     * @param newFirst the most before the first retry, twice that before the second, and so on;
     *     more than zero
     * @param newLongest the most before any; not less than the first
     * @return the new retries
     */
    public Retries backoff(Duration newFirst, Duration newLongest) {
        positive("first", newFirst);
        if (newLongest.compareTo(newFirst) < 0) {
            throw new IllegalArgumentException(
                    "longest must not be less than first: " + newLongest + " < " + newFirst);
        }
        return new Retries(most, newFirst, newLongest, budget, statuses);
    }

    /**
     * With another budget.
     *
     * @param share of the session's requests, 0 to 1
     * @return the new retries
     */
    public Retries budget(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("budget must be 0 to 1: " + share);
        }
        return new Retries(most, first, longest, share, statuses);
    }

    /**
     * After other statuses than 408, 429, 500, 502, 503 and 504.
     *
     * @param codes 300 to 599
     * @return the new retries
     */
    public Retries statuses(int... codes) {
        var set = new TreeSet<Integer>();
        for (int code : codes) {
            if (code < 300 || code > 599) {
                throw new IllegalArgumentException("no status to retry after: " + code);
            }
            set.add(code);
        }
        return new Retries(most, first, longest, budget, Set.copyOf(set));
    }

    @Override
    public String toString() {
        return "Retries[up to "
                + most
                + ", "
                + first
                + " to "
                + longest
                + ", budget "
                + budget
                + ", "
                + Arrays.toString(statuses.stream().sorted().toArray())
                + "]";
    }
}
