/**
 * From the loop to a worker and back: Heddle's pools and their peers, side by side. Start reading
 * at {@link dev.heddle.benchmarks.bridge.Bridge}, which runs each {@link
 * dev.heddle.benchmarks.bridge.Exercise} in a process of its own.
 */
@NullMarked
package dev.heddle.benchmarks.bridge;

import org.jspecify.annotations.NullMarked;
