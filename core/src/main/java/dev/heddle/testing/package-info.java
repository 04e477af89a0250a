/**
 * For tests of code that runs on an event loop. Start reading at {@link
 * dev.heddle.testing.VirtualTimeLoop}. Depends on no test framework.
 */
@NullMarked
package dev.heddle.testing;

import org.jspecify.annotations.NullMarked;
