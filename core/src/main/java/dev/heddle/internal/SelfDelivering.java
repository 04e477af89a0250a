package dev.heddle.internal;

/**
 * A subscriber that may be signalled on any thread and wakes its own thread by itself, as a task
 * does that awaits: whoever has its result need not bring it to the loop first.
 */
public interface SelfDelivering {}
