package dev.heddle.load;

/** What one arrival does: plain direct-style code that runs as a task on a loop. */
@FunctionalInterface
public interface Scenario {
    /**
     * Does it. May wait, as any task may; cancelled by interrupt when its time is up.
     *
     * @param visit this arrival
     * @throws Exception counts as a failure of the visit: {@code HttpException}s by their kind,
     *     {@code AssertionError}s as checks
     */
    void run(Visit visit) throws Exception;
}
