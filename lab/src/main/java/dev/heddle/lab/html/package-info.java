/**
 * What the pages of all reports are made of: elements, axes, and the document around them, in the
 * house's colours. Start reading at {@link dev.heddle.lab.html.HtmlPage}. May depend on the results
 * of the lab and on jsoup, which escapes whatever text is put into a page.
 */
@NullMarked
package dev.heddle.lab.html;

import org.jspecify.annotations.NullMarked;
