package dev.heddle.load;

import io.netty.channel.EventLoop;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One loop's part of a load test: its arrivals begin, are sent and recorded here. Methods may be
 * called from any thread and do their work on the loop.
 */
final class LoopRun {
    /** What may be late, or wait, in the warm-up; a measurement that begins with it is no worse. */
    private static final int MOST_BEHIND = 64;

    /** More than that will not be answered in time, and would only take memory. */
    private static final int MOST_WAITING = 200_000;

    private final LoadPlan plan;
    private final int index;
    private final EventLoop loop;
    private final RunClock clock;
    private final RequestBook book;

    /** Which of several requests; only asked on the loop. */
    private final SplittableRandom random;

    // Only touched on the loop, and by whoever waited for the end.
    final Recording recording;
    final LagProbe lag;
    private final Sender sender;
    private final Source source;
    private long begun;
    private final CompletableFuture<Void> sourceOver = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** Makes it; nothing begins before {@link #start}. */
    LoopRun(
            LoadPlan plan,
            int index,
            EventLoop loop,
            RunClock clock,
            RequestBook book,
            Recording recording,
            Sender sender) {
        this.plan = plan;
        this.index = index;
        this.loop = loop;
        this.clock = clock;
        this.book = book;
        this.random = new SplittableRandom(~plan.seed() + index);
        this.recording = recording;
        this.sender = sender;
        this.lag = new LagProbe(loop, clock, recording);
        this.source = plan.isOpen() ? pacer() : users();
        recording.afterEach(this::afterEach);
    }

    private Source pacer() {
        return new Pacer(
                loop,
                clock,
                Schedule.of(plan, index),
                this::begin,
                this::neverBegun,
                this::sourceIsOver,
                this::broken);
    }

    private Source users() {
        int share = plan.users() / plan.loops() + (index < plan.users() % plan.loops() ? 1 : 0);
        return new Users(loop, clock, share, this::begin, this::sourceIsOver, this::broken);
    }

    void start() {
        loop.execute(() -> {
            lag.start();
            source.start();
        });
    }

    /** Nothing begins any more. */
    void stop() {
        loop.execute(() -> {
            source.stop();
            recording.stopCounting();
        });
    }

    /** What is under way has failed. */
    void giveUp(String message) {
        loop.execute(() -> sender.giveUp(Sender.UNANSWERED, message));
    }

    /** Done once nothing begins any more. */
    CompletableFuture<Void> sourceOver() {
        return sourceOver;
    }

    /** Done once all that began has ended. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    /** Closes the connections; to be called by a task of the loop. */
    void close() {
        lag.stop();
        sender.close();
    }

    long opened() {
        return sender.opened();
    }

    private void begin(long due) {
        if (isLeftOut(due)) {
            begun++;
            return;
        }
        int request = book.size() == 1 ? 0 : book.pick(random);
        var arrival = new Arrival(due, request, begun * plan.loops() + index, recording);
        begun++;
        arrival.begun = clock.now();
        recording.begun(arrival);
        sender.send(arrival);
    }

    /** Whether there is no use in beginning an arrival of the open model. */
    private boolean isLeftOut(long due) {
        if (!plan.isOpen()) {
            return false;
        }
        long late = clock.now() - due;
        if (!clock.isMeasured(due)) {
            // What a cold generator, or a cold service, cannot do yet would only wait in line when
            // the measurement begins.
            double behind = Schedule.rateAt(plan, due - clock.zero()) * late / 1e9;
            return behind > MOST_BEHIND
                    || sender.waiting() > MOST_BEHIND
                    || sender.underWay() >= plan.connections();
        }
        if (late < plan.timeout().toNanos()
                && sender.underWay() < plan.connections() + MOST_WAITING) {
            return false;
        }
        recording.neverBegun(due, clock.now());
        return true;
    }

    private void neverBegun(long due) {
        recording.neverBegun(due, clock.now());
    }

    private void sourceIsOver() {
        sourceOver.complete(null);
        completeIfDrained();
    }

    /** A fault of our own, which nobody else would hear of. */
    private void broken(Throwable fault) {
        sourceOver.completeExceptionally(fault);
        drained.completeExceptionally(fault);
    }

    private void afterEach(boolean well) {
        if (source instanceof Users users) {
            users.ended(well);
        }
        completeIfDrained();
    }

    private void completeIfDrained() {
        if (source.isOver() && sender.underWay() == 0) {
            lag.stop();
            drained.complete(null);
        }
    }

    // --- looking ----------------------------------------------------------------------------

    /** How it goes; fails if the loop has ended. */
    CompletableFuture<LoopLook> look() {
        var look = new CompletableFuture<LoopLook>();
        try {
            loop.execute(() -> look.complete(lookHere()));
        } catch (RejectedExecutionException e) {
            look.completeExceptionally(e);
        }
        return look;
    }

    private LoopLook lookHere() {
        return new LoopLook(
                recording.offered,
                recording.sent,
                recording.ok,
                recording.failed,
                sender.underWay(),
                sender.waiting(),
                recording.takeBegun(),
                recording.takeRecent(),
                recording.latency.copy(),
                recording.takeRecentSlip(),
                lag.takeWorst(),
                new TreeMap<>(recording.errors));
    }
}
