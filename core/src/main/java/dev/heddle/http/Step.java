package dev.heddle.http;

/**
 * What an exchange does next instead of ending.
 *
 * @param request what is sent
 * @param pauseNanos how long to wait before
 */
record Step(HttpRequest request, long pauseNanos) {}
