/**
 * The platform thread that runs a loop and its tasks. Start reading at {@link
 * dev.heddle.internal.carrier.Carrier}. Knows Netty and the JDK, nothing else of Heddle; {@link
 * dev.heddle.internal.carrier.VirtualThreads} is the only place that reaches into the JDK.
 */
@NullMarked
package dev.heddle.internal.carrier;

import org.jspecify.annotations.NullMarked;
