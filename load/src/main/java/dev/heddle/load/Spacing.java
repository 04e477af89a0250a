package dev.heddle.load;

/** How the arrivals of an open model lie in time, at one rate. */
public enum Spacing {
    /** All the same time apart. */
    EVEN,
    /**
     * As independent users come: the times between them are distributed exponentially, a Poisson
     * process.
     */
    POISSON
}
