package dev.heddle.load;

/** Decides when the arrivals of one loop begin. Only touched on that loop. */
sealed interface Source permits Pacer, Users {
    /** Begins, at the zero of the clock. */
    void start();

    /** Nothing begins any more. */
    void stop();

    /** Whether nothing will begin any more. */
    boolean isOver();
}
