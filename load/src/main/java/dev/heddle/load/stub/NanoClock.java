package dev.heddle.load.stub;

/** Where every reading of time comes from, so that tests can own it. Any thread. */
@FunctionalInterface
interface NanoClock {
    /** The machine's. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since some moment that stays the same. */
    long nanos();
}
