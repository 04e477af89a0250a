/**
 * The face of Heddle: an event loop whose tasks are plain code. Start reading at {@link
 * dev.heddle.EventLoop}, then {@link dev.heddle.Async}. May use {@code dev.heddle.internal} and
 * nothing else of Heddle.
 *
 * <p>A task is a virtual thread whose carrier is the loop's thread, so state that only tasks of one
 * loop touch changes hands at their waits and nowhere else; Heddle's own state relies on it, too.
 */
@NullMarked
package dev.heddle;

import org.jspecify.annotations.NullMarked;
