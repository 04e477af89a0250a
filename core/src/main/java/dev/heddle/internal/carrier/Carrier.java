package dev.heddle.internal.carrier;

import dev.heddle.internal.carrier.Inbox.Rest;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread that runs the continuations of virtual threads in FIFO order, among them the
 * <em>loop thread</em>: a virtual thread that drives a Netty {@link ManualIoEventLoop}.
 *
 * <p>Because the loop is a virtual thread too, code in it that waits for a lock only parks; whoever
 * holds the lock still gets to run here. So there are two ways of being idle and two ways to wake:
 * the loop thread blocks in the selector ({@code SELECTING}, woken through the selector), or the
 * loop thread is parked elsewhere and nothing else can run ({@code PARKED}, woken by unpark).
 *
 * <p>{@link #execute} may be called from any thread, never runs anything inline and never throws
 * into whoever unparks a virtual thread. After {@link #shutDown} the carrier stays until the last
 * of its own work is done; a virtual thread that wakes later gets a new platform thread to unwind
 * on.
 */
public final class Carrier implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    /**
     * How many continuations run before I/O gets its turn. A turn without events costs about 1 µs,
     * so 64 keeps its share of a task switch under 20 ns.
     */
    private static final int CONTINUATIONS_PER_TURN = 64;

    /** So that other threads cannot keep the carrier busy with nothing but its inbox. */
    private static final int MOST_FROM_INBOX = 1024;

    /** How long Netty's own task queue may run before tasks get their turn again. */
    private static final long CALLBACK_NANOS_PER_TURN = TimeUnit.MICROSECONDS.toNanos(500);

    private final String name;
    private final Object owner;
    private final LoopTime time;
    private final NettyLoop netty;
    private final Thread loopThread;

    // Written by any thread.
    private final Inbox inbox = new Inbox();
    private volatile CarrierThread thread;

    // Only touched on the carrier.
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private @Nullable Runnable loopContinuation;
    private boolean loopReady;
    private long turns;

    /**
     * A carrier whose thread runs already and bears {@code name}.
     *
     * @param owner what {@link #owner()} gives back: the loop this carries
     */
    public Carrier(String name, IoHandlerFactory transport, LoopTime time, Object owner) {
        VirtualThreads.ensureAvailable();
        SocketPoller.startElsewhere();
        this.name = name;
        this.owner = owner;
        this.time = time;
        this.netty = new NettyLoop(transport);
        this.loopThread =
                VirtualThreads.create(
                        this,
                        name + "-loop",
                        () -> FastThreadLocalThread.runWithFastThreadLocal(this::drive));
        netty.setOwningThread(loopThread);
        // The first continuation ever submitted is the loop thread's: see submit().
        loopThread.start();
        thread = new CarrierThread();
        thread.start();
    }

    /** The carrier under the current thread, or null on a thread that is not Heddle's. */
    public static @Nullable Carrier current() {
        return VirtualThreads.currentCarrier() instanceof CarrierThread t ? t.carrier() : null;
    }

    /**
     * Whether the current thread runs on this carrier, so that carrier-confined state may be used.
     */
    public boolean isCurrent() {
        return current() == this;
    }

    public ManualIoEventLoop netty() {
        return netty;
    }

    public Object owner() {
        return owner;
    }

    public LoopTime time() {
        return time;
    }

    public String name() {
        return name;
    }

    /** Whether the current thread is the one that does the I/O; it must not wait. */
    public boolean inLoopThread() {
        return Thread.currentThread() == loopThread;
    }

    /**
     * Counts the continuations run so far; unchanged between two calls if nobody parked between.
     */
    public long turns() {
        return turns;
    }

    /** A virtual thread of this carrier, not yet started. */
    public Thread newThread(@Nullable String threadName, Runnable body) {
        var created = VirtualThreads.create(this, threadName, body);
        VirtualThreads.inheritScopedValues(created);
        return created;
    }

    /** Queues a continuation, or a short command that does not park, to run on the carrier. */
    @Override
    public void execute(Runnable continuation) {
        if (isCurrent()) {
            submit(continuation);
            return;
        }
        wake(inbox.add(continuation));
    }

    /**
     * Stops Netty's loop, which closes its channels; the carrier ends when nothing is left to run.
     */
    public void shutDown() {
        time.release();
        var _ = netty.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        wake(inbox.rest());
    }

    /** Waits until Netty's loop and the platform thread have ended; false if that takes longer. */
    public boolean awaitShutDown(Duration patience) throws InterruptedException {
        return netty.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)
                && thread.join(patience);
    }

    // --- on the carrier ---------------------------------------------------------------------

    private void submit(Runnable continuation) {
        if (loopContinuation == null) {
            loopContinuation = continuation;
        }
        if (continuation == loopContinuation) {
            loopReady = true;
        } else {
            ready.add(continuation);
        }
    }

    private void runUntilIdleAndShutDown() {
        while (true) {
            drainInbox();
            runReady();
            if (loopReady) {
                loopReady = false;
                run(loopContinuation);
                inbox.awake();
            } else if (ready.isEmpty() && inbox.isEmpty()) {
                if (netty.isTerminated()) {
                    return;
                }
                park();
            }
        }
    }

    private void drainInbox() {
        for (int i = 0; i < MOST_FROM_INBOX; i++) {
            Runnable next = inbox.poll();
            if (next == null) {
                return;
            }
            submit(next);
        }
    }

    private void runReady() {
        for (int i = 0; i < CONTINUATIONS_PER_TURN; i++) {
            Runnable next = ready.poll();
            if (next == null) {
                return;
            }
            turns++;
            run(next);
        }
    }

    private void run(@Nullable Runnable continuation) {
        try {
            if (continuation != null) {
                continuation.run();
            }
        } catch (Throwable e) {
            // Continuations hand their failures to their thread, so this is a command's, or an
            // OutOfMemoryError: the other tasks of this carrier must go on.
            report(e);
        }
    }

    private static void report(Throwable e) {
        var thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } catch (Throwable worse) {
            LOG.error("the uncaught exception handler of {} threw", thread, worse);
        }
    }

    private void park() {
        if (inbox.mayRest(Rest.PARKED)) {
            LockSupport.park(this);
        }
        inbox.awake();
    }

    /** The body of the loop thread. */
    @SuppressWarnings("ThreadPriorityCheck") // on this carrier a yield is a turn, not a hint
    private void drive() {
        while (!netty.isTerminated()) {
            runNetty();
            inbox.awake();
            if (!ready.isEmpty() || !inbox.isEmpty()) {
                Thread.yield();
            }
        }
    }

    /** Netty catches exceptions; an Error must not leave the loop without I/O. */
    private void runNetty() {
        try {
            netty.run(0, CALLBACK_NANOS_PER_TURN);
        } catch (Throwable e) {
            LOG.error("{} goes on after an error in Netty's loop", name, e);
        }
    }

    /** Asked by Netty just before it blocks, and again once a wake-up would reach the selector. */
    private boolean mayBlock(long nextDeadlineNanos) {
        if (!ready.isEmpty()) {
            return false;
        }
        return inbox.mayRest(Rest.SELECTING) && !time.jumpTo(nextDeadlineNanos);
    }

    // --- on any thread ----------------------------------------------------------------------

    private void wake(Rest rest) {
        switch (rest) {
            case AWAKE -> {
                // It looks into its inbox before it rests.
            }
            case SELECTING -> netty.wakeup();
            case PARKED -> LockSupport.unpark(thread);
            case GONE -> startAgain();
        }
    }

    private void startAgain() {
        if (inbox.revive()) {
            new CarrierThread().start();
        }
    }

    private void ended() {
        if (!inbox.mayRest(Rest.GONE)) {
            startAgain();
        }
    }

    private final class NettyLoop extends ManualIoEventLoop {
        NettyLoop(IoHandlerFactory transport) {
            super(
                    null,
                    null,
                    io -> transport.newHandler(new Waker(io, Carrier.this)),
                    time.ticker());
        }

        @Override
        protected boolean canBlock() {
            return mayBlock(nextScheduledTaskDeadlineNanos());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Netty's loop as its I/O handler sees it when it decides whether a wake-up must reach the
     * selector: not from a thread of this carrier, if the loop thread is to run next anyway. (With
     * NIO it may be parked in the selector meanwhile, since the JDK parks virtual threads there.)
     */
    private record Waker(ThreadAwareExecutor netty, Carrier carrier)
            implements ThreadAwareExecutor {
        @Override
        public boolean isExecutorThread(Thread thread) {
            return netty.isExecutorThread(thread) || (carrier.isCurrent() && carrier.loopReady);
        }

        @Override
        public void execute(Runnable command) {
            netty.execute(command);
        }
    }

    /** The platform thread itself; a type, so that finding the current carrier is one cast. */
    private final class CarrierThread extends Thread {
        CarrierThread() {
            super(name);
            setDaemon(true);
        }

        Carrier carrier() {
            return Carrier.this;
        }

        @Override
        public void run() {
            // By itself, so that nobody can join it before it has started.
            thread = this;
            try {
                runUntilIdleAndShutDown();
            } finally {
                ended();
            }
        }
    }
}
