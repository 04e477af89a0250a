package dev.heddle.http;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt of a request went.
 *
 * @param original the request as it was subscribed to, the same for all attempts
 * @param request what was sent: after a redirect, with its method and URL
 * @param number 1 for the first attempt, one more for each retry and redirect
 * @param status the status of the answer; 0 without one
 * @param failure why there is no whole answer, or null; null for attempts that were cancelled, too
 * @param timings how long its phases took
 */
public record HttpAttempt(
        HttpRequest original,
        HttpRequest request,
        int number,
        int status,
        @Nullable HttpException failure,
        HttpTimings timings) {}
