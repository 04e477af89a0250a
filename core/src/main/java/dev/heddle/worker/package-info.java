/**
 * Work that leaves the loop: pools of threads, of virtual threads and of isolated processes, with
 * one way to call them. Start reading at {@link dev.heddle.worker.WorkerPool}, then {@code Call},
 * which is one piece of work from its submission to its result. May use {@code dev.heddle} and
 * {@code dev.heddle.internal}.
 */
@NullMarked
package dev.heddle.worker;

import org.jspecify.annotations.NullMarked;
