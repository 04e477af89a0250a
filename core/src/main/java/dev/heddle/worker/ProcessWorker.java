package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import dev.heddle.internal.process.BatchFailure;
import dev.heddle.internal.process.Death;
import dev.heddle.internal.process.Outgoing;
import dev.heddle.internal.process.WorkerFault;
import dev.heddle.internal.process.WorkerProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker process in its pool: which calls it has, when it gets more, and what becomes of them
 * when it ends.
 *
 * <p>It has one call that runs and one that follows, so that it need not wait for the next; of tiny
 * calls it has as many as make up a millisecond. What has not begun can be taken back at any time,
 * for another worker or for good.
 */
final class ProcessWorker implements WorkerProcess.Listener {
    /** After this long on a core, another pool's worker that waits for one gets it. */
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How much work may lie in front of a worker. */
    private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int MOST_AHEAD = 48;
    private static final int CALLS_PER_LOOK_AT_RSS = 64;
    private static final long NO_CALL = -1;

    private final ProcessPoolImpl pool;
    private final @Nullable CoreBudget budget;
    private final Runnable coreIsHere = this::coreIsHere;
    private final WorkerProcess process;

    // Guarded by this.
    private final Map<Long, Call<?>> calls = new LinkedHashMap<>();
    private boolean open = true;

    /** It takes no more calls, ever. */
    private boolean over;

    private boolean awaitsCore;
    private boolean hasCore;
    private long coreSince;
    private double meanRunNanos = AHEAD_NANOS;
    private long finished;

    ProcessWorker(ProcessPoolImpl pool, String name) {
        this.pool = pool;
        this.budget = pool.settings().budget();
        this.process = WorkerProcess.start(pool.workerSettings(), name, this);
    }

    WorkerProcess process() {
        return process;
    }

    synchronized ProcessPool.WorkerInfo info() {
        return new ProcessPool.WorkerInfo(
                process.name(), process.pid(), finished, process.rssBytes());
    }

    synchronized int running() {
        return calls.isEmpty() ? 0 : 1;
    }

    // --- getting calls ----------------------------------------------------------------------

    /**
     * Takes as many waiting calls as it may have. Called by whoever took it from among the idle
     * ones, and after each answer.
     */
    void fill() {
        if (!takesCalls()) {
            return;
        }
        var left = takeWaiting();
        if (left != null) {
            pool.takeBack(left);
            return;
        }
        if (!isIdle()) {
            // Its answer may have come meanwhile, and found it idle: then it stays so.
            if (pool.isTakenFromIdle(this) && isIdle()) {
                pool.rest(this);
            }
        } else if (!takeStolen(pool.steal(this)) && giveCoreWhenIdle()) {
            pool.rest(this);
        }
    }

    /** Returns a call that found no room, if there is one. */
    private synchronized @Nullable Call<?> takeWaiting() {
        int most = mostAhead();
        // Another thread may have found it idle, and given its core, just now.
        while (open && hasCore && calls.size() < most && !isTurnOver()) {
            var call = pool.next(this);
            if (call == null) {
                return null;
            }
            if (!send(call)) {
                return call;
            }
        }
        return null;
    }

    boolean takeStolen(@Nullable Call<?> call) {
        if (call == null) {
            return false;
        }
        synchronized (this) {
            // On its way here it was nobody's: whoever gave it up meanwhile found no one to tell.
            if (open && hasCore && call.isRunning() && send(call)) {
                return !calls.isEmpty();
            }
        }
        pool.takeBack(call);
        return true;
    }

    synchronized boolean isIdle() {
        return open && calls.isEmpty();
    }

    private int mostAhead() {
        int most = Math.clamp((long) (AHEAD_NANOS / (meanRunNanos + 1)), 2, MOST_AHEAD);
        // Those that would be one too many might begin before they are taken back.
        return Math.clamp(pool.processSettings().recycleAfter() - finished, 1, most);
    }

    /** False if it ends just now, or has not yet answered for calls that were withdrawn. */
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
        calls.put(id, call);
        boolean sent = process.send(outgoing);
        if (!sent) {
            calls.remove(id);
        }
        return sent;
    }

    /** Gives up its latest call, if that has not begun, for another worker. */
    synchronized @Nullable Call<?> giveLast() {
        if (calls.size() < 2) {
            return null;
        }
        var ids = List.copyOf(calls.keySet());
        long last = ids.getLast();
        return process.withdraw(last) ? calls.remove(last) : null;
    }

    // --- answers ----------------------------------------------------------------------------

    @Override
    @SuppressWarnings("unchecked")
    public void result(WorkerProcess from, long id, @Nullable Object value, long runNanos) {
        var call = (Call<Object>) finish(id, runNanos);
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
        var call = (Call<Object>) finish(id, runNanos);
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

    private synchronized @Nullable Call<?> finish(long id, long runNanos) {
        var call = calls.remove(id);
        if (call != null) {
            finished++;
            meanRunNanos += (runNanos - meanRunNanos) / 8;
        }
        return call;
    }

    private void next() {
        if (isWornOut()) {
            pool.replace(this);
            return;
        }
        if (isDone()) {
            giveCore();
            return;
        }
        shareCore();
        fill();
    }

    private synchronized boolean isDone() {
        return over && calls.isEmpty();
    }

    private synchronized boolean isWornOut() {
        var limits = pool.processSettings();
        if (!open || finished == 0) {
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
        synchronized (this) {
            over = true;
        }
        withdrawAll();
        process.retire();
        if (isDone()) {
            // Its end takes long enough for others to do something.
            giveCore();
        }
    }

    /**
     * Ends what it does for a call that was given up. If the call runs, the process is killed; the
     * calls behind it are taken back first, so that none of them begins and dies with it. False if
     * the call is not here.
     */
    boolean stop(Call<?> call, String reason) {
        Long id = idOf(call);
        if (id == null) {
            return false;
        }
        if (withdraw(id)) {
            pool.ended(call);
            return true;
        }
        if (isLeftAloneWith(id)) {
            pool.housekeeping(() -> {
                process.kill(reason);
                pool.lost(this);
            });
        }
        return true;
    }

    /**
     * Withdraws all others. If one of them has begun, this call is over, with its answer on the
     * way, and there is nothing to stop; else the worker takes no more calls.
     */
    private boolean isLeftAloneWith(long id) {
        var back = new ArrayList<Call<?>>();
        boolean alone;
        synchronized (this) {
            withdrawOthers(id, back);
            alone =
                    calls.containsKey(id)
                            && calls.keySet().stream()
                                    .noneMatch(other -> other != id && process.hasBegun(other));
            if (alone) {
                open = false;
                over = true;
            }
        }
        back.forEach(pool::takeBack);
        return alone;
    }

    private synchronized @Nullable Long idOf(Call<?> call) {
        for (var entry : calls.entrySet()) {
            if (entry.getValue() == call) {
                return entry.getKey();
            }
        }
        return null;
    }

    private synchronized boolean withdraw(long id) {
        return process.withdraw(id) && calls.remove(id) != null;
    }

    private void withdrawAll() {
        var back = new ArrayList<Call<?>>();
        synchronized (this) {
            open = false;
            withdrawOthers(NO_CALL, back);
        }
        back.forEach(pool::takeBack);
    }

    /** Guarded by this. */
    private void withdrawOthers(long except, List<Call<?>> back) {
        for (var id : List.copyOf(calls.keySet())) {
            if (id != except && process.withdraw(id)) {
                back.add(calls.remove(id));
            }
        }
    }

    /** Ends it and what it does. */
    void close() {
        List<Call<?>> left;
        synchronized (this) {
            open = false;
            over = true;
            left = List.copyOf(calls.values());
        }
        left.forEach(Call::close);
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
        Map<Long, Call<?>> left;
        synchronized (this) {
            open = false;
            over = true;
            left = new LinkedHashMap<>(calls);
            calls.clear();
        }
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

    // --- cores ------------------------------------------------------------------------------

    /** Whether it may have calls now: it lives, and has a core, or gets one at once. */
    private synchronized boolean takesCalls() {
        if (!open || awaitsCore) {
            return false;
        }
        if (!hasCore) {
            hasCore = budget == null || budget.take(coreIsHere);
            awaitsCore = !hasCore;
            coreSince = pool.now();
        }
        return hasCore;
    }

    private void coreIsHere() {
        synchronized (this) {
            awaitsCore = false;
            hasCore = true;
            coreSince = pool.now();
        }
        if (isOpen()) {
            fill();
        } else {
            giveCore();
        }
    }

    synchronized boolean isOpen() {
        return open;
    }

    private void giveCore() {
        boolean had;
        synchronized (this) {
            had = dropCore();
        }
        handCore(had);
    }

    /** False if it is not idle: another thread may have given it a call just now, and its core. */
    private boolean giveCoreWhenIdle() {
        boolean had;
        synchronized (this) {
            if (!isIdle()) {
                return false;
            }
            had = dropCore();
        }
        handCore(had);
        return true;
    }

    /** Guarded by this. */
    private boolean dropCore() {
        boolean had = hasCore;
        hasCore = false;
        if (awaitsCore && budget != null && budget.withdraw(coreIsHere)) {
            awaitsCore = false;
        }
        return had;
    }

    /** Not under the lock: whoever gets the core goes on with it right here. */
    private void handCore(boolean had) {
        if (had && budget != null) {
            budget.give();
        }
    }

    /** Only between two calls: while calls run here, their core is taken. */
    private void shareCore() {
        boolean had;
        synchronized (this) {
            if (!calls.isEmpty() || !isTurnOver()) {
                return;
            }
            had = dropCore();
        }
        handCore(had);
    }

    /** Whether another is to have its core next: until then it takes no more calls. */
    private synchronized boolean isTurnOver() {
        return budget != null && budget.isWanted() && pool.now() - coreSince >= TURN_NANOS;
    }
}
