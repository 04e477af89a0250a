package dev.heddle.worker;

import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A view of a pool that learns what each kind of work costs, and runs on the caller's event loop
 * what is done there sooner than handed over. A kind is a work's class and the size of its input,
 * to a power of two; a lambda or method reference is a class for each place it is written in. Runs
 * on the loop are in {@link #explain}, not in {@link #stats}.
 *
 * <p><b>Cancellation.</b> A work that runs on the loop can be neither cancelled nor stopped at its
 * deadline; it gets there only if its kind has been shorter than the lag budget so far. Otherwise
 * calls are those of the pool.
 *
 * <p>A kind that is not known goes to the pool, and so does everything off a loop. One run on the
 * loop that takes too long sends its kind back. A loop is kept busy with this for at most a fifth
 * of its time. Of at most 1,000 kinds, those used last are remembered.
 *
 * <p>Any thread may call any method. Closing the view closes the pool.
 */
public final class AdaptivePool implements WorkerPool {
    private static final int MOST_KINDS = 1_000;

    private final BasePool pool;
    private final long lagNanos;
    private final Ticker ticker;
    private final HandOff handOff = new HandOff();

    // Guarded by itself.
    private final Map<Kind, Costs> kinds =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Kind, Costs> eldest) {
                    return size() > MOST_KINDS;
                }
            };

    private record Kind(Object work, int sizeClass) {}

    AdaptivePool(BasePool pool, Duration lagBudget, Ticker ticker) {
        this.pool = pool;
        this.lagNanos = lagBudget.toNanos();
        this.ticker = ticker;
    }

    static AdaptivePool of(WorkerPool pool, Duration lagBudget) {
        if (!lagBudget.isPositive()) {
            throw new IllegalArgumentException("the lag budget must be positive: " + lagBudget);
        }
        if (pool instanceof BasePool base) {
            return new AdaptivePool(base, lagBudget, Ticker.systemTicker());
        }
        throw new IllegalArgumentException("adaptive needs a pool of Heddle's own: " + pool);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Mono<O> submit(Work<? super I, ? extends O> work, I input, CallOptions options) {
        return new AdaptiveMono<>(
                this, pool, (Work<Object, O>) work, input, pool.submit(work, input, options));
    }

    @Override
    public <I, O> Flux<O> map(Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        return pool.map(work, inputs);
    }

    @Override
    public <I, O> Flux<O> mapSequential(
            Work<? super I, ? extends O> work, Publisher<? extends I> inputs) {
        return pool.mapSequential(work, inputs);
    }

    Costs costsOf(Work<?, ?> work, @Nullable Object input) {
        Object named = work == LocalPool.CALL && input != null ? input : work;
        int sizeClass = InputSize.classOf(input);
        synchronized (kinds) {
            return kinds.computeIfAbsent(
                    new Kind(named.getClass(), sizeClass),
                    _ -> new Costs(Works.name(work, input), sizeClass, handOff, lagNanos));
        }
    }

    Ticker ticker() {
        return ticker;
    }

    HandOff handOff() {
        return handOff;
    }

    /**
     * What it has learnt, and what it does about it.
     *
     * @return one record a kind, the one used last at the end
     */
    public Explanation explain() {
        List<Costs> all;
        synchronized (kinds) {
            all = new ArrayList<>(kinds.values());
        }
        return new Explanation(all.stream().map(Costs::explain).toList());
    }

    static String time(long nanos) {
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    @Override
    public PoolStats stats() {
        return pool.stats();
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public Mono<Void> drain() {
        return pool.drain();
    }

    /** Closes the pool. */
    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "AdaptivePool[" + name() + "]";
    }

    /**
     * What is known of each kind of work.
     *
     * @param kinds one record a kind
     */
    public record Explanation(List<Choice> kinds) {
        /** Copies the list. */
        public Explanation {
            kinds = List.copyOf(kinds);
        }

        /** A table of 80 columns. */
        @Override
        public String toString() {
            var table = new StringBuilder();
            table.append(
                    "%-28s %8s %8s %9s %9s  %s%n"
                            .formatted("work", "inline", "offload", "mean", "upper", "choice"));
            for (var kind : kinds) {
                table.append(
                        "%-28s %8d %8d %9s %9s  %s%n  %s%n"
                                .formatted(
                                        last(kind.name(), 28),
                                        kind.inline(),
                                        kind.offloaded(),
                                        time(kind.mean().toNanos()),
                                        time(kind.upper().toNanos()),
                                        kind.runsInline() ? "inline" : "offload",
                                        kind.reason()));
            }
            return table.toString();
        }

        private static String last(String name, int length) {
            return name.length() <= length
                    ? name
                    : "…" + name.substring(name.length() - length + 1);
        }
    }

    /**
     * What is done with one kind of work, and why.
     *
     * @param name the class of the work, and the size of its input if it has one
     * @param inline how often it ran on a loop
     * @param offloaded how often it went to the pool
     * @param mean what a run takes
     * @param upper what a run takes at most, as far as one can expect
     * @param handOff what handing over and back takes
     * @param threshold up to where it may run on a loop
     * @param runsInline whether the next would, if its loop has time
     * @param reason why, in words
     */
    public record Choice(
            String name,
            long inline,
            long offloaded,
            Duration mean,
            Duration upper,
            Duration handOff,
            Duration threshold,
            boolean runsInline,
            String reason) {}
}
