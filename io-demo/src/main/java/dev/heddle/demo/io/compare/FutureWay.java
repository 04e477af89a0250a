package dev.heddle.demo.io.compare;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/** Futures: chains of calls, as many as may be under way at once, each call started by the last. */
final class FutureWay implements Way {
    private final IntFunction<CompletableFuture<Long>> calls;

    FutureWay(IntFunction<CompletableFuture<Long>> calls) {
        this.calls = calls;
    }

    @Override
    public Done run(Plan plan) throws Exception {
        var run = new Run(plan.calls());
        var chains = new CompletableFuture<?>[Math.min(plan.atOnce(), plan.calls())];
        for (int i = 0; i < chains.length; i++) {
            chains[i] = run.next();
        }
        try {
            CompletableFuture.allOf(chains).get(Plan.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Plan.tooLate(e);
        } catch (ExecutionException e) {
            throw new Exception("a call failed: " + e.getCause(), e);
        }
        return Done.of(run.sum.sum());
    }

    private final class Run {
        private final int count;
        private final AtomicInteger next = new AtomicInteger();
        private final LongAdder sum = new LongAdder();

        Run(int count) {
            this.count = count;
        }

        CompletableFuture<?> next() {
            int number = next.getAndIncrement();
            return number >= count
                    ? CompletableFuture.completedFuture(null)
                    : calls.apply(number).thenAccept(sum::add).thenCompose(_ -> next());
        }
    }
}
