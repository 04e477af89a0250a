package dev.heddle.worker;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** How many works were at it at the same time, at most. */
final class Maximum {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    <T> T during(Callable<T> work) throws Exception {
        int here = now.incrementAndGet();
        most.accumulateAndGet(here, Math::max);
        try {
            return work.call();
        } finally {
            now.decrementAndGet();
        }
    }

    int seen() {
        return most.get();
    }
}
