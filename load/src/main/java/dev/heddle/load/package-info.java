/**
 * Load tests that judge themselves: {@link dev.heddle.load.Load} says what is sent and when, {@link
 * dev.heddle.load.LoadResult} what came of it and whether it can be believed. May use {@code
 * dev.heddle}, {@code dev.heddle.http} and {@code dev.heddle.lab}.
 *
 * <p>Each loop sends its share of the arrivals and records it, and nothing is shared meanwhile;
 * what the loops recorded is put together when somebody asks.
 */
@NullMarked
package dev.heddle.load;

import org.jspecify.annotations.NullMarked;
