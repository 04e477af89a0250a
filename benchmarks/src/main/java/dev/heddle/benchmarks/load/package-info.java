/**
 * Load generators side by side: how much one core sends, and whether what is reported of a server
 * that stalls is true. Start reading at {@link dev.heddle.benchmarks.load.LoadRates} and {@link
 * dev.heddle.benchmarks.load.LoadTruth}.
 */
@NullMarked
package dev.heddle.benchmarks.load;

import org.jspecify.annotations.NullMarked;
