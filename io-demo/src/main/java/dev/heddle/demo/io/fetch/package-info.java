/**
 * {@code ./heddle fetch}: many URLs on one event loop. Start reading at {@link
 * dev.heddle.demo.io.fetch.Fetcher}, a task per URL; around it a source of URLs, a log of results,
 * and what a person gets to see. Files and standard input have threads of their own, so that no
 * slow disk or pipe holds the loop.
 */
@NullMarked
package dev.heddle.demo.io.fetch;

import org.jspecify.annotations.NullMarked;
