/**
 * What came of a load test, for people and for programs: as text ({@link
 * dev.heddle.load.report.LoadText}), as a page ({@link dev.heddle.load.report.LoadPage}), as JSON
 * and as a log of histograms. Start reading at {@link dev.heddle.load.LoadResult}. May use {@code
 * dev.heddle.load} and what the lab's reports are made of.
 */
@NullMarked
package dev.heddle.load.report;

import org.jspecify.annotations.NullMarked;
