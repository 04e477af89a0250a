package dev.heddle.load.stub;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The loops of a null server, and what is known of each. Any thread may call its methods. */
final class NullLoops {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ANSWER_SECONDS = 10;

    private final NanoClock clock;
    private final List<Loop> loops = new ArrayList<>();
    private final Looks looks = new Looks(this::look);

    private record Loop(EventExecutor executor, long thread, Canary canary, ArrivalLog log) {}

    NullLoops(EventLoopGroup group, NanoClock clock, int most) {
        this.clock = clock;
        for (var executor : group) {
            long thread = on(executor, () -> Thread.currentThread().threadId());
            loops.add(new Loop(executor, thread, new Canary(clock), new ArrivalLog(most)));
        }
    }

    Looks looks() {
        return looks;
    }

    /** What that loop answered; only touched on its thread. */
    ArrivalLog log(EventExecutor executor) {
        return loops.stream()
                .filter(loop -> loop.executor == executor)
                .findFirst()
                .orElseThrow()
                .log;
    }

    Arrivals arrivals() {
        var parts = new ArrayList<Arrivals>();
        for (var loop : loops) {
            parts.add(on(loop.executor, loop.log::copy));
        }
        return ArrivalLog.together(parts);
    }

    StubCounters counters() {
        List<StubCounters.Lane> lanes =
                loops.stream()
                        .map(loop ->
                                new StubCounters.Lane(
                                        "one of its loops",
                                        THREADS.getThreadCpuTime(loop.thread),
                                        1))
                        .toList();
        return new StubCounters("null server", clock.nanos(), loops.size(), looks.counts(), lanes);
    }

    private Looks.Seen look() {
        long worst = 0;
        for (var loop : loops) {
            worst = Math.max(worst, loop.canary.worstNanos());
            loop.canary.sendTo(loop.executor);
        }
        return new Looks.Seen(false, worst);
    }

    private static <T> T on(EventExecutor executor, Callable<T> work) {
        try {
            return executor.submit(work).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it asked a null server's loop", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a null server's loop does not answer", e);
        }
    }
}
