package dev.heddle.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the loops and tells the listeners. Only touched by the thread that conducts. */
final class Watch {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final LoadPlan plan;
    private final List<LoopRun> runs;
    private final RunClock clock;
    private final List<LoadListener> listeners;
    private long last;

    Watch(LoadPlan plan, List<LoopRun> runs, RunClock clock, List<LoadListener> listeners) {
        this.plan = plan;
        this.runs = runs;
        this.clock = clock;
        this.listeners = new ArrayList<>(listeners);
        this.last = clock.now();
    }

    void tell(LoadProgress.Phase phase) {
        if (listeners.isEmpty()) {
            return;
        }
        var looks = runs.stream().map(LoopRun::look).toList();
        try {
            CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException _) {
            // A loop that is too busy to say how it goes is looked at again in a second.
            return;
        }
        var progress = progress(phase, looks.stream().map(CompletableFuture::join).toList());
        for (var listener : List.copyOf(listeners)) {
            tell(listener, progress);
        }
    }

    /** One that throws is told no more, and changes nothing. */
    private void tell(LoadListener listener, LoadProgress progress) {
        try {
            listener.progress(progress);
        } catch (RuntimeException e) {
            listeners.remove(listener);
            LOG.error("a listener of a load test threw, and is told no more", e);
        }
    }

    private LoadProgress progress(LoadProgress.Phase phase, List<LoopLook> looks) {
        long now = clock.now();
        double seconds = (now - last) / 1e9;
        last = now;
        long from =
                switch (phase) {
                    case WARM_UP -> clock.zero();
                    case MEASURING -> clock.measuredFrom();
                    case DRAINING -> clock.end();
                };
        long until =
                switch (phase) {
                    case WARM_UP -> clock.measuredFrom();
                    case MEASURING -> clock.end();
                    case DRAINING -> now;
                };
        double wanted = plan.isOpen() ? Schedule.rateAt(plan, now - clock.zero()) : 0;
        return LoopLook.together(
                looks,
                phase,
                Duration.ofNanos(Math.max(0, now - from)),
                Duration.ofNanos(Math.max(0, until - now)),
                wanted,
                seconds);
    }
}
