package dev.heddle.load;

import java.util.concurrent.ThreadLocalRandom;

/** Seeds for runs that were given none; short, because people type them in again. */
final class Seeds {
    private static final long MOST = 1_000_000;

    private Seeds() {}

    static long next() {
        return ThreadLocalRandom.current().nextLong(MOST);
    }
}
