package dev.heddle.lab;

import dev.heddle.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that is ready to run: its runner, and the loop that it was lent, with the timer that
 * watches it. Each model has a loop of its own, so that one that never gives it back leaves the
 * others theirs. Used on the model's {@link Lane}.
 */
final class OpenModel {
    /** With which the trial's own threads begin. */
    static final String THREADS = "lab-";

    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    /** To fire the timer once more, generously: epoll, two switches, one callback. */
    private static final long TICK_NANOS = 20_000;

    private final NanoClock clock;
    private final EventLoop loop;
    private final LagProbe probe;
    private final Children all;
    private final List<ProcessHandle> children = new ArrayList<>();

    // Guarded by this: whoever gives up waiting for the lane closes from another thread.
    private @Nullable Runner runner;
    private boolean closed;

    /** Opens the loop only, so that there is something to close whatever comes of the runner. */
    OpenModel(Model model, NanoClock clock, Children all) {
        this.all = all;
        this.clock = clock;
        this.loop = EventLoop.builder().name(THREADS + model.name()).closeGrace(CLOSE_GRACE).open();
        this.probe = new LagProbe(loop, clock);
    }

    void open(Runner.Opener opener) throws Exception {
        try {
            keep(opener.open(new LentLoop(loop, all)));
        } finally {
            claimChildren();
        }
    }

    /** One that comes too late is not left open. */
    private void keep(Runner ready) throws IOException {
        synchronized (this) {
            if (!closed) {
                runner = ready;
                return;
            }
        }
        ready.close();
    }

    private synchronized @Nullable Runner runner() {
        return runner;
    }

    /** The runner of the first who asks to close. */
    private synchronized @Nullable Runner takeToClose() {
        closed = true;
        var ready = runner;
        runner = null;
        return ready;
    }

    /** Takes the processes for its own that it has started since it was last asked. */
    void claimChildren() {
        children.addAll(all.claimNew());
    }

    double lagP99Millis() {
        return probe.p99Millis();
    }

    /** Runs a round of some runs, and reads what they took of this process and its children. */
    Sample round(int runs) throws Exception {
        var ready = runner();
        if (ready == null) {
            throw new IllegalStateException("it is not open");
        }
        var sum = new Sample.Sum(runs);
        var threadsBefore = ThreadTimes.now();
        var before = Usage.now(children);
        long begin = clock.nanos();
        probe.begin();
        for (int i = 0; i < runs; i++) {
            long start = clock.nanos();
            var round = ready.round();
            sum.add(round, clock.nanos() - start);
        }
        var lag = probe.end();
        long ticks = (clock.nanos() - begin) / LagLog.INTERVAL_NANOS;
        var used = Usage.now(children).since(before);
        int worked = ThreadTimes.now().workedSince(threadsBefore, THREADS, ticks * TICK_NANOS);
        // One that hardly does more than wait is a thread all the same, if no other process is.
        int threads = children.isEmpty() ? Math.max(1, worked) : worked;
        return sum.sample(used, threads, lag, !children.isEmpty());
    }

    /**
     * The first that counts: from a heap that is just collected, with what memory and threads it
     * took. How late the loop was before is forgotten.
     */
    Sample firstRound(int runs) throws Exception {
        probe.forget();
        var memory = Memory.before(children);
        var tasks = TaskTimes.now(children);
        var sample = round(runs);
        return sample.weighed(
                memory.peakBytes(children), TaskTimes.now(children).workedSince(tasks));
    }

    /** The runner before its loop, on which it may still have to tidy up. */
    void close() {
        var ready = takeToClose();
        try {
            if (ready != null) {
                ready.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            loop.close();
        }
    }

    private record LentLoop(EventLoop loop, Children all) implements Bench {
        @Override
        public int cores() {
            return Runtime.getRuntime().availableProcessors();
        }

        @Override
        public void isShared(ProcessHandle server) {
            all.isShared(server);
        }
    }
}
