/**
 * Models that run in a program of their own: another interpreter, another JVM. Start reading at
 * {@link dev.heddle.lab.peer.PeerRunner}, which tells the protocol. May depend on {@code
 * dev.heddle.lab}.
 */
@NullMarked
package dev.heddle.lab.peer;

import org.jspecify.annotations.NullMarked;
