/**
 * A comparison as one page for a browser, which needs no network and no script. Start reading at
 * {@link dev.heddle.lab.report.Page}. May depend on the results of the lab, on {@code
 * dev.heddle.lab.html} and on jsoup.
 */
@NullMarked
package dev.heddle.lab.report;

import org.jspecify.annotations.NullMarked;
