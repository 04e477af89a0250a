/**
 * Measuring side by side: each contender in a process of its own, all of them in turn. Start
 * reading at {@link dev.heddle.benchmarks.rounds.Contender}.
 */
@NullMarked
package dev.heddle.benchmarks.rounds;

import org.jspecify.annotations.NullMarked;
