package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/** A pool of threads: a queue and a crew. */
final class LocalPool extends BasePool implements InProcessPool {
    /** Runs what is its own input. */
    @SuppressWarnings("unchecked")
    static final Work<Object, Object> CALL = callable -> ((Callable<Object>) callable).call();

    private final Crew crew;

    private LocalPool(Settings settings, boolean virtual) {
        super(settings);
        this.crew = new Crew(this, virtual);
    }

    static LocalPool open(Settings settings, boolean virtual) {
        var pool = new LocalPool(settings, virtual);
        try {
            pool.crew.start();
        } catch (Throwable e) {
            // No memory for so many threads: those that were started must not stay.
            pool.close();
            throw e;
        }
        return pool;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Mono<T> submit(Callable<? extends T> code, CallOptions options) {
        return (Mono<T>) submit(CALL, requireNonNull(code, "code"), options);
    }

    @Override
    void callWaits() {
        crew.callWaits();
    }

    @Override
    void stop(Call<?> call, String reason) {
        if (call.worker() instanceof LocalWorker worker) {
            worker.interrupt();
        }
    }

    @Override
    String wayToStop() {
        return "its thread was interrupted";
    }

    @Override
    public PoolStats stats() {
        return meter().stats(crew.size(), crew.running(), queued());
    }

    @Override
    public void close() {
        if (endQueue()) {
            crew.close();
        }
    }
}
