/**
 * One worker process as its parent sees it: how it is started, spoken with, killed, and what is
 * said of its death. Start reading at {@link dev.heddle.internal.process.WorkerProcess}. Uses
 * {@code wire} and slf4j; knows nothing of pools.
 */
@NullMarked
package dev.heddle.internal.process;

import org.jspecify.annotations.NullMarked;
