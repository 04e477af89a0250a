/**
 * What the workloads of {@code compare cpu} do, as code for one value at a time, and their inputs.
 * Start reading at {@link dev.heddle.demo.cpu.work.SumOfSquares}. May depend on {@code
 * dev.heddle.demo.cpu} and core.
 */
@NullMarked
package dev.heddle.demo.cpu.work;

import org.jspecify.annotations.NullMarked;
