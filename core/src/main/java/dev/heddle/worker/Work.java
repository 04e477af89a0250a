package dev.heddle.worker;

import java.io.Serializable;

/**
 * What a worker does with an input. A method reference or a lambda that captures nothing runs on
 * every pool; a process finds it by name, so its classes must be on the class path there, too. What
 * a work needs besides its input travels if the work is a record whose components can.
 *
 * <p>A work runs on one thread of a worker, which is interrupted when the call is cancelled or
 * late; in a process it is killed instead.
 *
 * @param <I> the type of the input
 * @param <O> the type of the result
 */
@FunctionalInterface
public interface Work<I, O> extends Serializable {
    /**
     * Does it.
     *
     * @param input what to work on; whoever submitted it must not change it until the result is
     *     there
     * @return the result; null makes the Mono empty
     * @throws Exception what the caller will see as the failure of the call
     */
    O apply(I input) throws Exception;
}
