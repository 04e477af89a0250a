/**
 * How good the advice of {@code ./heddle advise} is: on works that its rules have never seen, the
 * model it names is held against the best one. Start reading at {@link
 * dev.heddle.benchmarks.advice.Regret}.
 */
@NullMarked
package dev.heddle.benchmarks.advice;

import org.jspecify.annotations.NullMarked;
