/**
 * {@code heddle compare}: chooses trials of a catalogue, runs them, and tells what came of it as a
 * table, as JSON or as a page. Start reading at {@link dev.heddle.lab.compare.CompareCommand}. May
 * depend on the lab, its command line and its report.
 */
@NullMarked
package dev.heddle.lab.compare;

import org.jspecify.annotations.NullMarked;
