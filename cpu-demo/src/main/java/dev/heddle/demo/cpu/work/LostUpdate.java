package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two that add one to a counter, many times each. Adding is reading and then writing, and what is
 * written between the two is lost, unless something keeps the other away: a lock, a GIL, an event
 * loop, or that nothing is shared.
 */
final class LostUpdate {
    static final int ADDERS = 2;

    /** The last counter, where anybody might see it: else the JIT would keep it in a register. */
    @SuppressWarnings("unused")
    private static volatile Counter seen = new Counter();

    private LostUpdate() {}

    /** Nothing shared: each part has a counter of its own, and the answer is their sum. */
    static Job<Integer, Long> job(int times) {
        return new Job<>(
                LostUpdate::part,
                _ -> Collections.nCopies(ADDERS, times),
                counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    private static Long part(Integer times) {
        var counter = new Counter();
        seen = counter;
        for (int i = 0; i < times; i++) {
            counter.increment();
        }
        return counter.value();
    }

    /** One that is not safe to share. */
    static final class Counter {
        /** Opaque, so that each step takes place in memory, but reading and writing are two. */
        private final AtomicLong value = new AtomicLong();

        void increment() {
            value.setOpaque(value.getOpaque() + 1);
        }

        long value() {
            return value.get();
        }
    }
}
