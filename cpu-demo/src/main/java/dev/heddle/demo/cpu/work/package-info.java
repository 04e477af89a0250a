/**
 * What the workloads of {@code compare cpu} do, as code for one value at a time, and their inputs.
 * Start reading at {@link dev.heddle.demo.cpu.work.SumOfSquares}, and for those that no engine does
 * at {@link dev.heddle.demo.cpu.work.PlainWorkloads}. May depend on the models, {@code
 * dev.heddle.demo.cpu.job} and core; never on the engines.
 */
@NullMarked
package dev.heddle.demo.cpu.work;

import org.jspecify.annotations.NullMarked;
