/**
 * {@code heddle load}: reads what is wanted, asks each origin once, lets {@code dev.heddle.load}
 * measure, and tells what came of it. Start reading at {@code Execution}.
 */
@NullMarked
package dev.heddle.demo.io.load;

import org.jspecify.annotations.NullMarked;
