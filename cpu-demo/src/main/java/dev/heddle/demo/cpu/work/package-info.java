/**
 * The workloads of {@code compare cpu}: each as a job of plain Java, and the ways of its own it has
 * besides. Start reading at {@link dev.heddle.demo.cpu.work.PlainWorkloads}. May depend on the
 * models and the engines.
 */
@NullMarked
package dev.heddle.demo.cpu.work;

import org.jspecify.annotations.NullMarked;
