/**
 * As many connections on one loop as the limits of the machine allow, and what each of them holds.
 * Start reading at {@link dev.heddle.benchmarks.connections.ManyConnections}.
 */
@NullMarked
package dev.heddle.benchmarks.connections;

import org.jspecify.annotations.NullMarked;
