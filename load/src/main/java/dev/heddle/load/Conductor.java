package dev.heddle.load;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /** For what should be over at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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
        try (var loops = EventLoops.open(plan.loops())) {
            var environment = Environment.here(now(loops), List.of());
            var clock = clock(loops);
            var runs = new ArrayList<LoopRun>();
            var ends = new Senders(plan, traffic, book, settings);
            for (int i = 0; i < plan.loops(); i++) {
                runs.add(ends.loopRun(loops.loops().get(i), i, clock));
            }
            try {
                return conduct(loops, List.copyOf(runs), clock, environment);
            } finally {
                close(loops, runs);
            }
        }
    }

    private static Instant now(EventLoops loops) {
        return loops.loops().getFirst().clock().instant();
    }

    private RunClock clock(EventLoops loops) {
        var ticker = Senders.netty(loops.loops().getFirst()).ticker();
        return RunClock.from(ticker, ticker.nanoTime() + LEAD_NANOS, plan);
    }

    private LoadResult conduct(
            EventLoops loops, List<LoopRun> runs, RunClock clock, Environment environment)
            throws InterruptedException {
        var watch = new Watch(plan, runs, clock, settings.listeners);
        runs.forEach(LoopRun::start);
        warmUp(clock, watch);
        var began = now(loops);
        var gc = Gc.now();
        var cpu = Cpu.now(clock);
        if (settings.stub != null) {
            settings.stub.begin();
        }
        measure(runs, watch);
        var measured = measured(clock);
        var collected = Gc.now().since(gc);
        double cpuShare = Cpu.now(clock).shareSince(cpu);
        var stub = settings.stub == null ? null : settings.stub.end();
        drain(runs, watch);
        return Findings.of(
                plan,
                runs,
                new Findings.Circumstances(
                        environment,
                        began,
                        measured,
                        stopSignal.getNow(null),
                        collected,
                        cpuShare,
                        stub));
    }

    private void warmUp(RunClock clock, Watch watch) throws InterruptedException {
        for (long left = clock.measuredFrom() - clock.now();
                left > 0 && !stopSignal.isDone();
                left = clock.measuredFrom() - clock.now()) {
            watch.tell(LoadProgress.Phase.WARM_UP);
            waitFor(stopSignal, Math.min(left, LOOK_NANOS));
        }
    }

    private void measure(List<LoopRun> runs, Watch watch) throws InterruptedException {
        var over = all(runs.stream().map(LoopRun::sourceOver).toList());
        while (!over.isDone() && !stopSignal.isDone()) {
            watch.tell(LoadProgress.Phase.MEASURING);
            waitFor(CompletableFuture.anyOf(over, stopSignal), LOOK_NANOS);
        }
        runs.forEach(LoopRun::stop);
        waitFor(over, PATIENCE.toNanos());
    }

    private Duration measured(RunClock clock) {
        long nanos = stopSignal.isDone() ? Math.min(clock.end(), clock.now()) : clock.end();
        return Duration.ofNanos(Math.max(0, clock.sinceMeasuring(nanos)));
    }

    /** Each ends by its timeout; after a stop there is no time for that. */
    private void drain(List<LoopRun> runs, Watch watch) throws InterruptedException {
        var drained = all(runs.stream().map(LoopRun::drained).toList());
        long left = plan.timeout().plus(PATIENCE).toNanos();
        while (!drained.isDone() && left > 0 && !stopSignal.isDone()) {
            watch.tell(LoadProgress.Phase.DRAINING);
            waitFor(CompletableFuture.anyOf(drained, stopSignal), LOOK_NANOS);
            left -= LOOK_NANOS;
        }
        if (!drained.isDone()) {
            waitFor(drained, STOP_GRACE.toNanos());
            runs.forEach(run -> run.giveUp("it was not answered when the run was stopped"));
            waitFor(drained, PATIENCE.toNanos());
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

    private static void close(EventLoops loops, List<LoopRun> runs) {
        var closing = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < runs.size(); i++) {
            EventLoop loop = loops.loops().get(i);
            closing.add(loop.spawn("close", runs.get(i)::close).mono().toFuture());
        }
        all(closing).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
