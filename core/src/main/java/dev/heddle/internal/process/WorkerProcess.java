package dev.heddle.internal.process;

import dev.heddle.internal.process.Diagnosis.Evidence;
import dev.heddle.internal.process.Diagnosis.Finding;
import dev.heddle.internal.process.child.Message;
import dev.heddle.internal.process.child.Stopwatch;
import dev.heddle.internal.wire.WireException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: a JVM of its own that runs calls, one after the other. It can die at any moment and by
 * anything; the one who listens hears of each call's end or of the worker's.
 *
 * <p>Safe to use from any thread, and nothing here waits. One platform thread a worker does all
 * that takes time: it starts the process, reads what comes, decodes it, calls the listener, and
 * buries the dead.
 */
public final class WorkerProcess {
    static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final long SAMPLE_MILLIS = 1000;
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final WorkerSettings settings;
    private final String name;
    private final Listener listener;
    private final Stopwatch watch = new Stopwatch();
    private final AtomicReference<@Nullable String> killReason = new AtomicReference<>();
    private final CompletableFuture<Void> settledStart = new CompletableFuture<>();

    // Written on the worker's thread.
    private volatile @Nullable Running running;
    private volatile @Nullable Process process;
    private volatile @Nullable ProcessTree tree;
    private volatile boolean ready;
    private volatile Duration startTime = Duration.ZERO;
    private volatile long resident = -1;

    private volatile boolean retired;

    // Only touched on the worker's thread.
    private @Nullable String violation;
    private @Nullable Throwable startFailure;
    private boolean initializerFailed;
    private boolean saidGoodbye;
    private List<String> lastLines = List.of();

    private WorkerProcess(WorkerSettings settings, String name, Listener listener) {
        this.settings = settings;
        this.name = name;
        this.listener = listener;
    }

    /** Starts a worker; how that went, the listener hears. */
    public static WorkerProcess start(WorkerSettings settings, String name, Listener listener) {
        WorkerProcess worker = new WorkerProcess(settings, name, listener);
        Thread.ofPlatform().daemon().name(name).start(worker::live);
        return worker;
    }

    /**
     * Hears what becomes of a worker and its calls: on the worker's own thread, one thing at a
     * time.
     */
    public interface Listener {
        /** Calls may be sent from now on. */
        void ready(WorkerProcess worker);

        /** Instead of {@link #ready}; nothing else follows. */
        void startFailed(WorkerProcess worker, WorkerFault why);

        void result(WorkerProcess worker, long callId, @Nullable Object value, long runNanos);

        /** What the work threw, a {@link WorkerFault}, or for a batch a {@link BatchFailure}. */
        void failed(WorkerProcess worker, long callId, Throwable failure, long runNanos);

        /** The call was withdrawn and its slot is free again. */
        void skipped(WorkerProcess worker, long callId);

        /** It has closed its connection, or sent nonsense: no more answers come from it. */
        void ending(WorkerProcess worker);

        /** Once after {@link #ready}, and the last thing: nothing is left of the worker. */
        void died(WorkerProcess worker, Death death);
    }

    /**
     * Sends a call, which ends with a result, a failure, or the worker's death.
     *
     * @return false if the worker takes none: it is not ready, retired, dead, or all its slots are
     *     taken
     */
    public boolean send(Outgoing call) {
        Running now = running;
        return now != null && ready && !retired && now.sender.send(call);
    }

    /**
     * Sends calls of no consequence, so that the first real one finds loaded what it needs. Their
     * results are told like others.
     */
    public void rehearse(LongSupplier callIds) {
        for (Object input : List.of(1, new byte[1024])) {
            send(Rehearsal.ECHO.call(callIds.getAsLong(), input));
        }
    }

    /** Takes a call back; true if it has not begun and never will. Then {@code skipped} follows. */
    public boolean withdraw(long callId) {
        Running now = running;
        return now != null && now.calls.withdraw(callId);
    }

    /** Whether it has begun a call for which it has not answered yet. */
    public boolean hasBegun(long callId) {
        Running now = running;
        return now != null && now.calls.hasBegun(callId);
    }

    /** Ends the worker with all that it started. The first reason counts. */
    public void kill(String reason) {
        if (killReason.compareAndSet(null, reason)) {
            killNow();
        }
    }

    /** Not on the caller's thread: looking for descendants takes milliseconds. */
    private void killNow() {
        ProcessTree doomed = tree;
        if (doomed != null) {
            Thread.ofPlatform().daemon().name(name + "-kill").start(doomed::kill);
        }
    }

    /** Takes no more calls; ends when those it has are done. */
    public void retire() {
        retired = true;
        Running now = running;
        if (now != null) {
            now.connection.execute(this::settled);
        }
    }

    public String name() {
        return name;
    }

    /** -1 before there is a process. */
    public long pid() {
        Process started = process;
        return started == null ? -1 : started.pid();
    }

    /** Resident memory now; -1 where the system does not say. */
    public long rssBytes() {
        long pid = pid();
        if (pid > 0) {
            long now = Memory.resident(pid);
            resident = now > 0 ? now : resident;
        }
        return resident;
    }

    /** From {@link #start} to {@link Listener#ready}. */
    public Duration startTime() {
        return startTime;
    }

    @Override
    public String toString() {
        return name + " (pid " + pid() + ")";
    }

    // --- on the worker's thread -------------------------------------------------------------

    /** What there is while the process lives. */
    private record Running(Calls calls, Connection connection, Sender sender, Receiver receiver) {}

    private void live() {
        Finding finding = null;
        Calls.Left left = new Calls.Left(Calls.NONE, List.of());
        try (Workplace place = new Workplace(settings.directories());
                Connection connection = new Connection()) {
            Running now = prepare(place, connection);
            try {
                finding = run(place, now);
            } finally {
                left = now.calls.close();
                now.sender.close();
            }
        } catch (IOException | RuntimeException | Error e) {
            startFailure = e;
        }
        settledStart.complete(null);
        bury(finding, left);
    }

    private Running prepare(Workplace place, Connection connection) {
        Calls calls = new Calls(place.page());
        Receiver receiver =
                new Receiver(
                        this, settings, calls, connection, place.out(), new StartReport(place));
        Sender sender = new Sender(name, settings, calls, connection, place.in(), receiver);
        receiver.sender(sender);
        return new Running(calls, connection, sender, receiver);
    }

    private Finding run(Workplace place, Running now) throws IOException {
        Process started = launch(place);
        OutputLog output = OutputLog.start(name, started.getInputStream(), now.connection::wakeUp);
        try {
            var _ = started.onExit().thenRun(now.connection::wakeUp);
            introduce(place, started);
            running = now;
            converse(place, now, started);
        } catch (IOException | RuntimeException | Error e) {
            // Errors too: whoever has calls here must hear of the end.
            violation =
                    violation == null
                            ? "it did not keep to the protocol: " + message(e)
                            : violation;
        } finally {
            if (ready) {
                tell(null, (l, w, _) -> l.ending(w));
            }
            awaitExit(started);
        }
        return diagnose(place, started, output);
    }

    private Process launch(Workplace place) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(CommandLine.of(settings, place.home()));
        builder.redirectErrorStream(true);
        builder.environment().putAll(settings.environment());
        String mark = place.home().toString();
        ProcessTree.mark(builder.environment(), mark);
        Process started = builder.start();
        process = started;
        tree = ProcessTree.of(started.toHandle(), mark);
        if (killReason.get() != null) {
            killNow();
        }
        long millis = settings.limits().start().toMillis();
        var _ =
                settledStart
                        .orTimeout(millis, TimeUnit.MILLISECONDS)
                        .exceptionally(_ -> {
                            kill("it was not ready within " + millis + " ms");
                            return null;
                        });
        return started;
    }

    /** A worker that died at once is heard of by its exit. */
    private void introduce(Workplace place, Process started) {
        try {
            place.bootstrap(settings, name)
                    .writeTo(
                            new DataOutputStream(
                                    new BufferedOutputStream(started.getOutputStream())));
        } catch (IOException e) {
            LOG.debug("{} did not read what it was told", name, e);
        }
    }

    private void converse(Workplace place, Running now, Process started) throws IOException {
        Connection connection = now.connection;
        SocketChannel socket =
                new Handshake(connection.selector(), place.server(), place.token())
                        .await(() -> !started.isAlive());
        if (socket == null) {
            return;
        }
        connection.use(socket);
        while (connection.read(now.receiver) && started.isAlive()) {
            boolean busy = now.calls.count() > 0;
            connection.await(busy ? SAMPLE_MILLIS : 0);
            if (busy && connection.isIdle()) {
                rssBytes();
            }
        }
        // What it said before it died counts.
        connection.read(now.receiver);
    }

    private final class StartReport implements Receiver.Start {
        private final Workplace place;

        StartReport(Workplace place) {
            this.place = place;
        }

        @Override
        public void ready() {
            if (ready) {
                throw new WireException("it was ready before");
            }
            try {
                place.hide();
            } catch (IOException e) {
                LOG.warn("the files of {} could not be hidden", name, e);
            }
            startTime = Duration.ofNanos(watch.nanos());
            ready = true;
            settledStart.complete(null);
            tell(null, (l, w, _) -> l.ready(w));
        }

        @Override
        public void notReady(Throwable why) {
            startFailure = why;
            initializerFailed = true;
        }
    }

    /** What is told, to whom and of whom. */
    @FunctionalInterface
    interface News<T extends @Nullable Object> {
        void tell(Listener listener, WorkerProcess worker, T what);
    }

    /** A listener that throws does not end a worker. */
    <T extends @Nullable Object> void tell(T what, News<T> news) {
        try {
            news.tell(listener, this, what);
        } catch (RuntimeException | Error e) {
            LOG.error("who listens to {} threw", name, e);
        }
    }

    /** Says goodbye to a retired worker once it has nothing to do. */
    void settled() {
        Running now = running;
        if (!retired || saidGoodbye || now == null || !ready || now.calls.count() > 0) {
            return;
        }
        saidGoodbye = true;
        now.connection.send(ByteBuffer.allocate(Integer.BYTES + 1).putInt(0).put(Message.BYE));
        after(settings.limits().grace(), () -> kill("it did not end when it was retired"));
    }

    // --- its end ----------------------------------------------------------------------------

    private void after(Duration delay, Runnable action) {
        Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
        Process started = process;
        later.execute(() -> {
            if (started != null && started.isAlive()) {
                action.run();
            }
        });
    }

    /** A worker that has closed its connection is to end; one that talks nonsense is killed. */
    private void awaitExit(Process started) {
        ProcessTree all = tree;
        try {
            boolean over =
                    violation == null
                            && started.waitFor(
                                    settings.limits().grace().toMillis(), TimeUnit.MILLISECONDS);
            if (!over && all != null) {
                violation =
                        violation == null && killReason.get() == null
                                ? "it closed its connection and went on running"
                                : violation;
                all.kill();
            }
            started.waitFor();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a listener by mistake: it is ended all the same.
            started.destroyForcibly();
        }
        if (all != null) {
            all.killOrphans();
        }
    }

    private Finding diagnose(Workplace place, Process started, OutputLog output) {
        output.awaitEnd(LAST_LINES);
        lastLines = output.lastLines();
        closeQuietly(started);
        return Diagnosis.of(
                new Evidence(
                        name,
                        started.pid(),
                        started.exitValue(),
                        killReason.get(),
                        violation,
                        place.home(),
                        settings.crashReports(),
                        lastLines,
                        resident,
                        settings.heapBytes()));
    }

    private void closeQuietly(Process started) {
        try {
            started.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the input of {} was closed by its death", name, e);
        }
    }

    private void bury(@Nullable Finding finding, Calls.Left left) {
        if (ready && finding != null) {
            var death =
                    new Death(finding.kind(), finding.cause(), left.running(), left.neverBegan());
            tell(death, (l, w, d) -> l.died(w, d));
            return;
        }
        String cause =
                startFailure != null
                        ? "worker "
                                + name
                                + " could not be started: "
                                + (initializerFailed ? "its initializer failed: " : "")
                                + message(startFailure)
                        : finding == null
                                ? "worker " + name + " could not be started"
                                : finding.cause() + exitedIn(finding);
        String said = lastLines.isEmpty() ? "" : "; it said last: " + String.join(" | ", lastLines);
        var fault = new WorkerFault(WorkerFault.Kind.START_FAILED, cause + said, startFailure);
        tell(fault, (l, w, why) -> l.startFailed(w, why));
    }

    /** Before it was ready, code of the user's runs in the initializer and nowhere else. */
    private String exitedIn(Finding finding) {
        return finding.kind() == Death.Kind.EXIT && settings.initializer() != null
                ? " before it was ready, as it does if its initializer, "
                        + settings.initializer().work()
                        + ", calls System.exit"
                : "";
    }

    private static String message(Throwable e) {
        return e instanceof WorkerFault || e.getMessage() == null
                ? String.valueOf(e.getMessage())
                : e.toString();
    }
}
