package dev.heddle.benchmarks.gets;

/** A way to send many GETs. */
interface GetClient {
    /** How long a body is at least that counts as an answer. */
    int GOOD_BODY = 10;

    /**
     * Sends {@code requests} GETs to {@code base + number} and reads each body as text; returns how
     * many were answered.
     */
    int run(int requests) throws Exception;
}
