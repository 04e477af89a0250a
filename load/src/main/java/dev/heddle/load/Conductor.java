package dev.heddle.load;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a load test from its beginning to its result: opens the loops, tells them when to begin and
 * to stop, looks at them meanwhile, and waits for what is under way. {@link #conduct} runs on a
 * thread of its own; {@link #stop} may be called from any.
 */
final class Conductor {
    /** So that all loops are ready by then. */
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What those under way may still take when a run is stopped. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final LoadPlan plan;
    private final Traffic traffic;
    private final RequestBook book;
    private final LoadSettings settings;

    // Written by any thread.
    private final CompletableFuture<String> stopSignal = new CompletableFuture<>();

    private Conductor(LoadPlan plan, Traffic traffic, RequestBook book, LoadSettings settings) {
        this.plan = plan;
        this.traffic = traffic;
        this.book = book;
        this.settings = settings;
    }

    /** Says at once what is wrong with the requests. */
    static Conductor of(LoadPlan plan, Traffic traffic, LoadSettings settings) {
        var requests =
                switch (traffic) {
                    case Traffic.Requests several -> several.requests();
                    case Traffic.Visits _ -> List.of(LoadRequest.get("http://visit.invalid/"));
                };
        return new Conductor(plan, traffic, RequestBook.of(requests, settings.data), settings);
    }

    void stop(String why) {
        stopSignal.complete(why);
    }

    LoadResult conduct() throws InterruptedException {
        // Before time begins: it looks names up, which may take a while.
        var senders = new Senders(plan, traffic, book, settings);
        try (var loops = EventLoops.open(plan.loops())) {
            var clock = new RunClock(Senders.netty(loops.loops().getFirst()).ticker(), plan);
            var runs = new ArrayList<LoopRun>();
            for (int i = 0; i < plan.loops(); i++) {
                runs.add(senders.loopRun(loops.loops().get(i), i, clock));
            }
            try {
                return conduct(loops, List.copyOf(runs), clock);
            } finally {
                close(loops, runs);
            }
        }
    }

    private LoadResult conduct(EventLoops loops, List<LoopRun> runs, RunClock clock)
            throws InterruptedException {
        var environment = Environment.here(now(loops), List.of());
        var watch = new Watch(plan, runs, clock, settings.listeners);
        clock.begin(clock.now() + LEAD_NANOS);
        runs.forEach(LoopRun::start);
        warmUp(clock, watch);
        var began = now(loops);
        var witness = Witness.begin(clock, settings.stub);
        measure(runs, clock, watch);
        var measured = measured(clock);
        var testimony = witness.end();
        drain(runs, watch);
        return Findings.of(
                plan,
                runs,
                new Findings.Circumstances(
                        environment, began, measured, stopSignal.getNow(null), testimony));
    }

    private static Instant now(EventLoops loops) {
        return loops.loops().getFirst().clock().instant();
    }

    private void warmUp(RunClock clock, Watch watch) throws InterruptedException {
        for (long left = clock.measuredFrom() - clock.now();
                left > 0 && !stopSignal.isDone();
                left = clock.measuredFrom() - clock.now()) {
            watch.tell(LoadProgress.Phase.WARM_UP);
            waitFor(stopSignal, Math.min(left, LOOK_NANOS));
        }
    }

    private void measure(List<LoopRun> runs, RunClock clock, Watch watch)
            throws InterruptedException {
        var over = all(runs.stream().map(LoopRun::sourceOver).toList());
        // Made once: each look would leave another dependant at the signal.
        var overOrStopped = CompletableFuture.anyOf(over, stopSignal);
        long latest = clock.end() + settings.patience.toNanos();
        while (!over.isDone() && !stopSignal.isDone() && clock.now() < latest) {
            watch.tell(LoadProgress.Phase.MEASURING);
            waitFor(overOrStopped, LOOK_NANOS);
        }
        runs.forEach(LoopRun::stop);
        insistOn(over);
    }

    /** Whoever does not come to it now never will. */
    private void insistOn(CompletableFuture<Void> future) throws InterruptedException {
        waitFor(future, settings.patience.toNanos());
        if (!future.isDone()) {
            throw new IllegalStateException(
                    "the load test broke down: something has held an event loop for more than "
                            + settings.patience.toSeconds()
                            + " s, such as a visit that computes or blocks and never waits");
        }
    }

    private Duration measured(RunClock clock) {
        long nanos = stopSignal.isDone() ? Math.min(clock.end(), clock.now()) : clock.end();
        return Duration.ofNanos(Math.max(0, clock.sinceMeasuring(nanos)));
    }

    /** Each ends by its timeout; after a stop there is no time for that. */
    private void drain(List<LoopRun> runs, Watch watch) throws InterruptedException {
        var drained = all(runs.stream().map(LoopRun::drained).toList());
        var drainedOrStopped = CompletableFuture.anyOf(drained, stopSignal);
        long left = plan.timeout().plus(settings.patience).toNanos();
        while (!drained.isDone() && left > 0 && !stopSignal.isDone()) {
            watch.tell(LoadProgress.Phase.DRAINING);
            waitFor(drainedOrStopped, LOOK_NANOS);
            left -= LOOK_NANOS;
        }
        if (!drained.isDone()) {
            waitFor(drained, STOP_GRACE.toNanos());
            runs.forEach(run -> run.giveUp("it was not answered when the run was stopped"));
            insistOn(drained);
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    private static void waitFor(CompletableFuture<?> future, long nanos)
            throws InterruptedException {
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // Whoever waits looks what is done.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void close(EventLoops loops, List<LoopRun> runs) {
        var closing = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < runs.size(); i++) {
            EventLoop loop = loops.loops().get(i);
            closing.add(loop.spawn("close", runs.get(i)::close).mono().toFuture());
        }
        try {
            all(closing).orTimeout(settings.patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            // The result is there already, or the fault that took its place.
            LOG.warn("a load test could not close all of its connections", e);
        }
    }
}
