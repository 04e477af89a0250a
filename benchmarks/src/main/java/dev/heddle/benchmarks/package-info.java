/**
 * What the loop costs, by JMH and by plain programs. Start with {@code benchmarks/loop-costs}; the
 * HTTP client beside its peers is in {@code gets}, worker pools beside theirs in {@code bridge}.
 */
package dev.heddle.benchmarks;
