/**
 * Where a work of yours belongs, by measurement: each way to run it takes its turn beside a loop.
 * Start reading at {@link dev.heddle.lab.advise.Advisor}. Depends on the lab's measuring, its
 * command line, and core.
 */
@NullMarked
package dev.heddle.lab.advise;

import org.jspecify.annotations.NullMarked;
