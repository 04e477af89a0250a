package dev.heddle.http;

/** A connection as the books of a session see it. Only touched on the loop. */
interface Pooled {
    Host host();

    /** Nobody uses it from now on. */
    void rests(long now);

    /** Whether its server may close it any moment. */
    boolean isWorn(long now);

    /** Closes it; what uses it fails. */
    void close();

    /** Closes it, because the session or the loop is closed, which is why what uses it fails. */
    void shutDown(String what);
}
