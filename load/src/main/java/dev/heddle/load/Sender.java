package dev.heddle.load;

import java.time.Duration;

/** Sends the arrivals of one loop. Only touched on the thread of that loop. */
interface Sender {
    /** The kind of failure of those that took longer than the plan's timeout. */
    String TIMEOUT = "timeout";

    /** That of those that were under way when the run was stopped. */
    String UNANSWERED = "unanswered";

    /** That of those that the generator did not come to. */
    String NOT_BEGUN = "not begun";

    /** Sends it now, or in the order of arrival when a connection is free. */
    void send(Arrival arrival);

    /** How many are under way, on a connection or waiting for one. */
    int underWay();

    /** How many of these wait for a connection; 0 where nobody knows. */
    int waiting();

    /** How many connections were opened so far. */
    long opened();

    /** Fails all that are under way. */
    void giveUp(String kind, String message);

    /**
     * Closes the connections; nothing is under way any more. May wait, so it is called by a task.
     */
    void close();

    /** {@code 30 s}, {@code 1500 ms}. */
    static String shown(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
