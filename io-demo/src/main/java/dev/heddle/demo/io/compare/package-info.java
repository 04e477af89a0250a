/**
 * The workloads of {@code compare io}. A workload is a number of independent calls ({@link
 * dev.heddle.demo.io.compare.Plan}); {@link dev.heddle.demo.io.compare.Calls} make one, a {@link
 * dev.heddle.demo.io.compare.Way} arranges them all, and both together are a model. Start reading
 * at IoCatalogue. May depend on core, lab, and what the other models are built with: Reactor Netty,
 * JDBC, R2DBC.
 */
@NullMarked
package dev.heddle.demo.io.compare;

import org.jspecify.annotations.NullMarked;
