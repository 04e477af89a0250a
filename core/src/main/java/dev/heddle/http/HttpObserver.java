package dev.heddle.http;

import java.util.function.BiConsumer;

/**
 * Told of each attempt of each request of a session, for metrics and tracing: a request that is
 * retried or redirected has several. Called on the thread of the session's loop, where it must not
 * wait; what it throws is logged and changes nothing.
 */
public interface HttpObserver {
    /**
     * An attempt is about to be sent.
     *
     * @param request what is sent: after a redirect, with its method and URL
     * @param header takes names and values of headers to send along, such as {@code traceparent}
     */
    default void sending(HttpRequest request, BiConsumer<String, String> header) {}

    /**
     * An attempt has ended, in whatever way.
     *
     * @param attempt how it went
     */
    default void ended(HttpAttempt attempt) {}
}
