/**
 * Load tests for Micrometer, which is an optional dependency: {@link
 * dev.heddle.load.metrics.LoadMetrics} is all there is. May use {@code dev.heddle.load}.
 */
@NullMarked
package dev.heddle.load.metrics;

import org.jspecify.annotations.NullMarked;
