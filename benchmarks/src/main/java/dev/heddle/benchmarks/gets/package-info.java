/**
 * Warm GETs over 100 connections, in Heddle and in its peers, side by side. Start reading at {@link
 * dev.heddle.benchmarks.gets.WarmGets}, which runs each {@link
 * dev.heddle.benchmarks.gets.GetClient} in a process of its own.
 */
@NullMarked
package dev.heddle.benchmarks.gets;

import org.jspecify.annotations.NullMarked;
