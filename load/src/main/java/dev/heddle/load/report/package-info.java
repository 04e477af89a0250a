/**
 * A {@link dev.heddle.load.LoadResult} for those who read it: as text, as a page, as JSON. Start
 * reading at {@link dev.heddle.load.report.LoadText}, and for the page at {@link
 * dev.heddle.load.report.LoadPage}. May use {@code dev.heddle.load} and {@code dev.heddle.lab}.
 */
@NullMarked
package dev.heddle.load.report;

import org.jspecify.annotations.NullMarked;
