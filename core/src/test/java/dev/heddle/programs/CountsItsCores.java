package dev.heddle.programs;

import dev.heddle.worker.CoreBudget;
import dev.heddle.worker.WorkerPool;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;

/** Says how many cores pools share, and how many calls of two pools ran at once. */
public final class CountsItsCores {
    private CountsItsCores() {}

    public static void main(String[] args) {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var one = WorkerPool.threads();
                var two = WorkerPool.ofThreads().size(2).open()) {
            Flux.range(0, 1_000)
                    .flatMap(n -> (n % 2 == 0 ? one : two).submit(() -> visit(now, most)))
                    .blockLast();
            System.out.printf(
                    "%d core, %d worker, at most %d call at once%n",
                    CoreBudget.shared().cores(), one.stats().workers(), most.get());
        }
    }

    private static int visit(AtomicInteger now, AtomicInteger most) {
        int here = now.incrementAndGet();
        most.accumulateAndGet(here, Math::max);
        Thread.onSpinWait();
        return now.decrementAndGet();
    }
}
