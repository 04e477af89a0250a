package dev.heddle.it;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the service computes: nothing but CPU, for as long as a test says, and the result is how
 * many other requests were answered meanwhile.
 */
final class Reports {
    private static volatile Demand demand = new Demand(0, 0, 0);

    private Reports() {}

    /** Sets how long reports take from now on. */
    static Demand demand(int reports, int answers, long steps) {
        demand = new Demand(reports, answers, steps);
        return demand;
    }

    static String render(String name) {
        return name + ": " + demand.compute();
    }

    /** A computation that ends when enough others were answered, or after so many steps. */
    static final class Demand {
        final CountDownLatch begun;
        final CountDownLatch asked = new CountDownLatch(1);
        final AtomicInteger answered = new AtomicInteger();
        private final int answers;
        private final long steps;

        private Demand(int reports, int answers, long steps) {
            this.begun = new CountDownLatch(reports);
            this.answers = answers;
            this.steps = steps;
        }

        private int compute() {
            begun.countDown();
            long number = 0;
            for (long step = 0; answered.get() < answers && step < steps; ) {
                number = number * 6364136223846793005L + 1442695040888963407L;
                if (asked.getCount() == 0) {
                    step++;
                }
            }
            return number == 1 ? -1 : answered.get();
        }
    }
}
