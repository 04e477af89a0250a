/**
 * HTTP for tasks: a session that keeps connections on an event loop, its requests and their
 * answers. Start reading at {@link dev.heddle.http.HttpSession}. May use {@code dev.heddle}, and
 * Netty and Reactor Netty underneath.
 *
 * <p>What a request is made of is immutable; what happens to it happens on the thread of the loop,
 * so none of this needs locks.
 */
@NullMarked
package dev.heddle.http;

import org.jspecify.annotations.NullMarked;
