package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import dev.heddle.internal.process.BatchFailure;
import dev.heddle.internal.process.Death;
import dev.heddle.internal.process.Outgoing;
import dev.heddle.internal.process.WorkerFault;
import dev.heddle.internal.process.WorkerProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker process in its pool: which calls it has, when it gets more, and what becomes of them
 * when it ends.
 *
 * <p>Its {@linkplain CallsAhead calls} and its {@linkplain CoreClaim core} have a class each. What
 * has not begun can be taken back at any time, for another worker or for good.
 */
final class ProcessWorker implements WorkerProcess.Listener {
    private static final int CALLS_PER_LOOK_AT_RSS = 64;

    private final ProcessPoolImpl pool;
    private final CoreClaim core;
    private final CallsAhead calls;
    private final WorkerProcess process;

    ProcessWorker(ProcessPoolImpl pool, String name) {
        this.pool = pool;
        this.core = new CoreClaim(pool.settings().budget(), this::coreIsHere);
        this.calls =
                new CallsAhead(
                        this, pool.idle(), core, new Wire(), pool.processSettings().recycleAfter());
        this.process = WorkerProcess.start(pool.workerSettings(), name, this);
    }

    WorkerProcess process() {
        return process;
    }

    ProcessPool.WorkerInfo info() {
        return new ProcessPool.WorkerInfo(
                process.name(), process.pid(), calls.finished(), process.rssBytes());
    }

    int running() {
        return calls.isEmpty() ? 0 : 1;
    }

    boolean isOpen() {
        return calls.isOpen();
    }

    // --- getting calls ----------------------------------------------------------------------

    /**
     * Takes as many waiting calls as it may have. Called by whoever took it from among the idle
     * ones, and after each answer.
     */
    void fill() {
        if (!calls.takesCalls()) {
            return;
        }
        var left = takeWaiting();
        if (left != null) {
            pool.takeBack(left);
        } else if (calls.isIdle() && !takeStolen(pool.steal(this))) {
            rest();
        }
    }

    /** Returns a call that found no room, if there is one. */
    private @Nullable Call<?> takeWaiting() {
        // One lock over all: a call that was taken finds the room that there was.
        synchronized (calls) {
            while (calls.hasRoom()) {
                var call = pool.next(this);
                if (call == null) {
                    return null;
                }
                if (!send(call)) {
                    return call;
                }
            }
        }
        return null;
    }

    /** False if that leaves it with nothing to do. */
    boolean takeStolen(@Nullable Call<?> call) {
        if (call == null) {
            return false;
        }
        synchronized (calls) {
            // On its way here it was nobody's: whoever gave it up meanwhile found no one to tell.
            if (call.isRunning() && send(call)) {
                return !calls.isEmpty();
            }
        }
        pool.takeBack(call);
        return true;
    }

    /** Under the lock of the calls; false if there is no room for it after all. */
    private boolean send(Call<?> call) {
        long id = pool.nextCallId();
        Outgoing outgoing;
        try {
            outgoing = pool.outgoing(id, call);
        } catch (RuntimeException | Error e) {
            // The components of a record that is work are read by code of the user's. Told without
            // this lock, since the subscriber's code may run there, too.
            pool.housekeeping(() -> {
                call.fail(e);
                pool.ended(call);
            });
            return true;
        }
        return calls.send(id, call, outgoing);
    }

    void rest() {
        var rest = calls.rest();
        if (rest == CallsAhead.Rest.IDLE_WITH_CORE) {
            core.give();
        }
        if (rest != CallsAhead.Rest.BUSY && pool.idle().isNeeded(this)) {
            fill();
        }
    }

    private void coreIsHere() {
        if (calls.isOpen()) {
            fill();
        } else {
            giveCore();
        }
    }

    /** Not under a lock: whoever gets the core goes on with it right here. */
    private void giveCore() {
        if (core.drop()) {
            core.give();
        }
    }

    @Nullable Call<?> giveLast() {
        return calls.giveLast();
    }

    /** To the process, which is there only once this worker is. */
    private final class Wire implements CallsAhead.Wire {
        @Override
        public boolean send(Outgoing call) {
            return process.send(call);
        }

        @Override
        public boolean withdraw(long id) {
            return process.withdraw(id);
        }

        @Override
        public boolean hasBegun(long id) {
            return process.hasBegun(id);
        }
    }

    // --- answers ----------------------------------------------------------------------------

    @Override
    @SuppressWarnings("unchecked")
    public void result(WorkerProcess from, long id, @Nullable Object value, long runNanos) {
        var call = (Call<Object>) calls.finish(id, runNanos);
        if (call == null) {
            return; // of the rehearsal
        }
        pool.returned(call, runNanos);
        if (isBatch(call)) {
            settle(call, value, -1, null, runNanos);
        } else {
            call.succeed(value);
        }
        pool.ended(call);
        next();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void failed(WorkerProcess from, long id, Throwable failure, long runNanos) {
        var call = (Call<Object>) calls.finish(id, runNanos);
        if (call != null) {
            pool.returned(call, runNanos);
            if (failure instanceof BatchFailure batch) {
                var cause = WorkerFailures.ofCall(call, requireNonNull(batch.getCause()));
                settle(call, batch.before(), batch.index(), cause, runNanos);
            } else {
                call.fail(WorkerFailures.ofCall(call, failure));
            }
            pool.ended(call);
        } else if (!pool.works(this)) {
            return; // of the rehearsal, of which a spare is not to get work
        }
        next();
    }

    private static boolean isBatch(Call<?> call) {
        return call.work instanceof Batch;
    }

    /** What comes from a worker may be anything: the results must be as many as they should. */
    private static void settle(
            Call<Object> call,
            @Nullable Object values,
            int failedAt,
            @Nullable Throwable failure,
            long runNanos) {
        int inputs = call.input() instanceof Object[] all ? all.length : 0;
        int expected = failure == null ? inputs : failedAt;
        if (values instanceof Object[] results
                && results.length >= expected
                && expected >= 0
                && expected <= inputs) {
            call.succeed(new Batch.Outputs(results, expected, failure, runNanos));
        } else {
            call.fail(WorkerFailures.wrongResults(call, inputs));
        }
    }

    @Override
    public void skipped(WorkerProcess from, long id) {
        next();
    }

    private void next() {
        if (isWornOut()) {
            pool.replace(this);
            return;
        }
        if (calls.isDone()) {
            giveCore();
            return;
        }
        if (calls.dropsCore()) {
            core.give();
        }
        fill();
    }

    private boolean isWornOut() {
        var limits = pool.processSettings();
        long finished = calls.finished();
        if (!calls.isOpen() || finished == 0) {
            return false;
        }
        return finished >= limits.recycleAfter()
                || (limits.recycleAboveRss() < Long.MAX_VALUE
                        && (calls.isEmpty() || finished % CALLS_PER_LOOK_AT_RSS == 0)
                        && process.rssBytes() > limits.recycleAboveRss());
    }

    /** For one that stands by: its first call is to take no longer than others. */
    void rehearse() {
        process.rehearse(pool::nextCallId);
    }

    // --- giving calls up --------------------------------------------------------------------

    /** Takes no more calls; gives those back that have not begun, and ends after the others. */
    void retire() {
        withdrawAll();
        process.retire();
        if (calls.isDone()) {
            // Its end takes long enough for others to do something.
            giveCore();
        }
    }

    /**
     * Ends what it does for a call that was given up. If the call runs, the process is killed; the
     * calls behind it are taken back first, so that none of them begins and dies with it. If one of
     * them has begun, the call is over, with its answer on the way, and there is nothing to stop.
     * False if the call is not here.
     */
    boolean stop(Call<?> call, String reason) {
        Long id = calls.idOf(call);
        if (id == null) {
            return false;
        }
        if (calls.withdraw(id)) {
            pool.ended(call);
            return true;
        }
        List<Call<?>> back;
        boolean ends;
        synchronized (calls) {
            back = calls.withdrawAllBut(id);
            ends = calls.endsWith(id);
        }
        back.forEach(pool::takeBack);
        if (ends) {
            pool.housekeeping(() -> {
                process.kill(reason);
                pool.lost(this);
            });
        }
        return true;
    }

    private void withdrawAll() {
        calls.withdrawAll().forEach(pool::takeBack);
    }

    /** Ends it and what it does. */
    void close() {
        calls.close().forEach(Call::close);
        process.kill("its pool was closed");
    }

    // --- beginning and end ------------------------------------------------------------------

    @Override
    public void ready(WorkerProcess started) {
        pool.ready(this);
    }

    @Override
    public void startFailed(WorkerProcess dead, WorkerFault why) {
        pool.startFailed(this, why);
    }

    @Override
    public void ending(WorkerProcess dying) {
        withdrawAll();
        pool.lost(this);
    }

    @Override
    public void died(WorkerProcess dead, Death death) {
        var left = calls.clear();
        giveCore();
        pool.died(this);
        left.forEach((id, call) -> {
            if (id == death.runningCall()) {
                pool.diedRunning(call, death);
            } else if (death.runningCall() < 0) {
                pool.diedBefore(call);
            } else {
                pool.takeBack(call);
            }
        });
    }
}
