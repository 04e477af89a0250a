/**
 * What {@code fetch --extract} takes out of bodies, on workers. Start reading at {@link
 * dev.heddle.demo.io.fetch.extract.Extraction}. Loaded only where it was asked for; depends on the
 * libraries that read HTML, JSON and text, and on nothing of the command.
 */
@NullMarked
package dev.heddle.demo.io.fetch.extract;

import org.jspecify.annotations.NullMarked;
