package dev.heddle.demo.io.compare;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A thread for each call: of a fixed pool, or a virtual one of its own. */
final class ThreadWay implements Way {
    private final ExecutorService threads;
    private final Calls calls;

    private ThreadWay(ExecutorService threads, Calls calls) {
        this.threads = threads;
        this.calls = calls;
    }

    /** As many platform threads as may call at once. */
    static ThreadWay pool(Resources resources, Plan plan, Calls calls) {
        return new ThreadWay(resources.own(Executors.newFixedThreadPool(plan.atOnce())), calls);
    }

    /** A virtual thread for each call, which waits for its turn if too many are under way. */
    static ThreadWay virtual(Resources resources, Plan plan, Calls calls) {
        var turns = new Semaphore(plan.atOnce());
        return new ThreadWay(
                resources.own(Executors.newVirtualThreadPerTaskExecutor()),
                number -> {
                    turns.acquire();
                    try {
                        return calls.call(number);
                    } finally {
                        turns.release();
                    }
                });
    }

    @Override
    public Done run(Plan plan) throws Exception {
        var work = new ArrayList<Callable<Long>>();
        for (int i = 0; i < plan.calls(); i++) {
            int number = i;
            work.add(() -> calls.call(number));
        }
        long sum = 0;
        for (var result :
                threads.invokeAll(work, Plan.DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                sum += result.get();
            } catch (ExecutionException e) {
                throw new Exception("a call failed: " + e.getCause(), e);
            } catch (CancellationException e) {
                throw Plan.tooLate(e);
            }
        }
        return Done.of(sum);
    }
}
