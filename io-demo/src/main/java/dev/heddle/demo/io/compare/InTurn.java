package dev.heddle.demo.io.compare;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One call after the other. Where that would take most of a minute, it times one call in so many
 * and multiplies; the others are made meanwhile, untimed, so that the answer is whole.
 */
final class InTurn implements Way {
    private final Calls calls;
    private final int every;
    private final Way others;
    private final LongSupplier nanoTime;

    /** Makes the untimed calls another way: {@code others} is the sum of them. */
    InTurn(Calls calls, int every, Way others, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.calls = calls;
        this.every = every;
        this.others = others;
    }

    /**
     * Times one call in {@code every}.
     *
     * @param every 1 to time all
     */
    static InTurn of(Resources resources, Plan plan, Calls calls, int every) {
        Calls others = number -> number % every == 0 ? 0 : calls.call(number);
        return new InTurn(
                calls, every, ThreadWay.virtual(resources, plan, others), System::nanoTime);
    }

    @Override
    public Done run(Plan plan) throws Exception {
        long untimed = every == 1 ? 0 : others.run(plan).sum();
        long sum = 0;
        int timed = 0;
        long start = nanoTime.getAsLong();
        for (int number = 0; number < plan.calls(); number += every) {
            sum += calls.call(number);
            timed++;
        }
        long nanos = nanoTime.getAsLong() - start;
        long whole = Math.round(nanos * ((double) plan.calls() / timed));
        return new Done(sum + untimed, Duration.ofNanos(whole));
    }
}
