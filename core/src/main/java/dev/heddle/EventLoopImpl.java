package dev.heddle;

import dev.heddle.internal.LoopAccess;
import dev.heddle.internal.carrier.Carrier;
import dev.heddle.internal.carrier.LoopTime;
import dev.heddle.internal.carrier.Transports;
import dev.heddle.internal.carrier.VirtualThreads;
import io.netty.channel.epoll.Epoll;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.resources.LoopResources;

/** A loop: its carrier, its tasks, and the way it ends. */
final class EventLoopImpl implements EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final String CLOSING = "the event loop is closing";
    private static final AtomicInteger COUNT = new AtomicInteger();

    static {
        LoopAccess.set(new Access());
    }

    private final Carrier carrier;
    private final Duration grace;
    private final Scheduler scheduler;
    private final LoopResources resources;
    private final LostFailures lostFailures = new LostFailures();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // Written on the carrier, read by any thread.
    private volatile boolean closing;

    // Only touched on the carrier.
    private final Map<Thread, TaskImpl<?>> tasks = new HashMap<>();
    private @Nullable Future<?> graceTimer;
    private final Set<Thread> atomicThreads = new HashSet<>();

    private EventLoopImpl(
            @Nullable String name, Transports transport, Duration grace, LoopTime time) {
        String called = name == null ? "heddle-" + COUNT.incrementAndGet() : name;
        this.grace = grace;
        this.carrier = new Carrier(called, transport.selector(), time, this);
        this.scheduler = new LoopScheduler(carrier.netty(), time, this::ensureNotClosed);
        this.resources = new OwnResources(carrier.netty(), carrier.netty(), transport);
    }

    static EventLoop open(@Nullable String name, Transport transport, Duration grace) {
        VirtualThreads.ensureAvailable();
        return new EventLoopImpl(name, select(transport), grace, LoopTime.system());
    }

    private static Transports select(Transport transport) {
        return switch (transport) {
            case AUTO -> Transports.best();
            case NIO -> Transports.nio();
            case EPOLL -> {
                if (!Epoll.isAvailable()) {
                    throw new IllegalStateException(
                            "the transport EPOLL is not available here; use AUTO or NIO",
                            Epoll.unavailabilityCause());
                }
                yield Transports.epoll();
            }
        };
    }

    static EventLoopImpl of(Carrier carrier) {
        return (EventLoopImpl) carrier.owner();
    }

    static @Nullable EventLoopImpl currentOrNull() {
        var carrier = Carrier.current();
        return carrier == null ? null : of(carrier);
    }

    static EventLoopImpl requireCurrent() {
        VirtualThreads.ensureAvailable();
        var loop = currentOrNull();
        if (loop == null) {
            throw new WrongThreadException(
                    Thread.currentThread()
                            + " has no event loop: it is current in its tasks and callbacks only;"
                            + " elsewhere open one, or pass it on");
        }
        return loop;
    }

    // --- running a main task ----------------------------------------------------------------

    static <T> T run(Builder settings, Callable<? extends T> main) {
        VirtualThreads.ensureAvailable();
        if (Carrier.current() != null) {
            throw new IllegalStateException(
                    "EventLoop.run waits for its loop, which a thread of an event loop must not do:"
                            + " spawn a task, or use EventLoop.open");
        }
        try (var loop = settings.open()) {
            Task<T> task = loop.spawn("main", main);
            return ((TaskImpl<T>) task).join();
        }
    }

    // --- the face ---------------------------------------------------------------------------

    @Override
    public <T> Task<T> spawn(Callable<? extends T> body) {
        return spawn(body, null, TaskContext.capture(TaskImpl.current()));
    }

    @Override
    public <T> Task<T> spawn(String name, Callable<? extends T> body) {
        return spawn(body, name, TaskContext.capture(TaskImpl.current()));
    }

    private <T> TaskImpl<T> spawn(
            Callable<? extends T> body, @Nullable String name, TaskContext context) {
        CreationSites.note(body);
        boolean here = carrier.isCurrent();
        if (!here || closed.isDone()) {
            ensureOpen();
        }
        var task = new TaskImpl<T>(this, name, context, body);
        if (here) {
            start(task);
        } else {
            carrier.execute(() -> startFromOutside(task));
        }
        return task;
    }

    private void start(TaskImpl<?> task) {
        if (closed.isDone()) {
            task.refuse();
            return;
        }
        tasks.put(task.thread, task);
        task.thread.start();
    }

    /** What comes after the others have been cancelled is no part of their cleanup. */
    private void startFromOutside(TaskImpl<?> task) {
        start(task);
        if (closing) {
            task.cancelNow(CLOSING, null);
        }
    }

    @Override
    public void execute(Runnable callback) {
        ensureOpen();
        carrier.netty().execute(callback);
    }

    @Override
    public Disposable schedule(Runnable callback, Duration delay) {
        ensureOpen();
        var timer = timer(callback, delay);
        return () -> timer.cancel(false);
    }

    /** A timer for Heddle's own waiting, which a closing loop still serves. */
    Future<?> timer(Runnable callback, Duration delay) {
        ensureNotClosed();
        return carrier.netty().schedule(callback, nanos(delay), TimeUnit.NANOSECONDS);
    }

    private static long nanos(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException _) {
            // Longer than 292 years, either way.
            return delay.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    @Override
    public <T> Mono<T> mono(Callable<? extends T> body) {
        CreationSites.note(body);
        return Mono.create(sink -> {
            TaskImpl<T> task = spawn(body, null, TaskContext.of(sink.contextView()));
            var subscriber = new Delivery<>(sink);
            onCarrier(() -> task.whenDone(subscriber));
            subscriber.onCancel(() -> task.cancel("its subscription was cancelled"));
        });
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public LoopResources resources() {
        return resources;
    }

    @Override
    public InstantSource clock() {
        return carrier.time().clock();
    }

    @Override
    public String name() {
        return carrier.name();
    }

    Carrier carrier() {
        return carrier;
    }

    LostFailures lostFailures() {
        return lostFailures;
    }

    private void ensureOpen() {
        if (closing) {
            throw closedAlready();
        }
    }

    /** For what the cleanup of the tasks of a closing loop may still need. */
    private void ensureNotClosed() {
        if (closed.isDone()) {
            throw closedAlready();
        }
    }

    private RejectedExecutionException closedAlready() {
        return new RejectedExecutionException("the event loop " + name() + " is closed");
    }

    // --- on the carrier ---------------------------------------------------------------------

    /** Runs a short step that does not park where carrier-confined state may be touched. */
    void onCarrier(Runnable step) {
        if (carrier.isCurrent()) {
            step.run();
        } else {
            carrier.execute(step);
        }
    }

    @Nullable TaskImpl<?> taskOf(Thread thread) {
        return tasks.get(thread);
    }

    void ended(TaskImpl<?> task) {
        tasks.remove(task.thread);
        if (closing && tasks.isEmpty()) {
            finishClosing();
        }
    }

    /** Marks a thread as one that must not park; false if it is marked already. */
    boolean enterAtomic(Thread thread) {
        return atomicThreads.add(thread);
    }

    void leaveAtomic(Thread thread) {
        atomicThreads.remove(thread);
    }

    boolean isAtomic(Thread thread) {
        return !atomicThreads.isEmpty() && atomicThreads.contains(thread);
    }

    // --- closing ----------------------------------------------------------------------------

    @Override
    public void close() {
        if (!closed.isDone()) {
            startClosingSoon();
        }
        if (!carrier.isCurrent()) {
            awaitClosed();
        }
    }

    /** Begins to close without waiting for it. */
    void startClosingSoon() {
        onCarrier(this::startClosing);
    }

    private void startClosing() {
        if (closing) {
            return;
        }
        closing = true;
        if (tasks.isEmpty()) {
            finishClosing();
            return;
        }
        graceTimer = timer(() -> onCarrier(this::graceIsOver), grace);
        // A copy: a task that has not started yet ends within its cancellation.
        List.copyOf(tasks.values()).forEach(task -> task.cancelNow(CLOSING, null));
    }

    private void graceIsOver() {
        var survivors = List.copyOf(tasks.values());
        if (!survivors.isEmpty()) {
            LOG.warn("{}", Survivors.describe(this, grace, survivors));
            survivors.forEach(TaskImpl::insist);
            finishClosing();
        }
    }

    private void finishClosing() {
        if (graceTimer != null) {
            graceTimer.cancel(false);
        }
        lostFailures.logAll();
        carrier.shutDown();
        closed.complete(null);
    }

    /** Waits for the closing that is under way; its own deadline is the grace period and a bit. */
    private void awaitClosed() {
        boolean interrupted = false;
        var patience = patience();
        for (boolean waited = false; !waited; ) {
            try {
                if (!isClosedWithin(patience)) {
                    LOG.warn("{}", Survivors.stuck(this));
                }
                waited = true;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration patience() {
        long most = nanos(grace);
        return Duration.ofNanos(most + Math.min(nanos(Survivors.PATIENCE), Long.MAX_VALUE - most));
    }

    private boolean isClosedWithin(Duration patience) throws InterruptedException {
        try {
            closed.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return carrier.awaitShutDown(patience);
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it with a failure
        }
    }

    @Override
    public String toString() {
        return "EventLoop[" + name() + "]";
    }

    /** What Heddle's own test support may do. */
    private static final class Access implements LoopAccess {
        @Override
        public Object open(String name, Duration grace, LoopTime time) {
            VirtualThreads.ensureAvailable();
            return new EventLoopImpl(name, Transports.best(), grace, time);
        }

        @Override
        public Collection<Thread> threads(Object loop) {
            return List.copyOf(((EventLoopImpl) loop).tasks.keySet());
        }

        @Override
        public void close(Object loop, Runnable then) {
            var open = (EventLoopImpl) loop;
            open.onCarrier(() -> {
                open.startClosing();
                then.run();
            });
            open.close();
        }

        @Override
        public String describe(Object loop) {
            var open = (EventLoopImpl) loop;
            var text = new CompletableFuture<String>();
            open.onCarrier(() -> text.complete(Survivors.describe(open.tasks.values())));
            return text.completeOnTimeout("(its thread does not answer)", 1, TimeUnit.SECONDS)
                    .join();
        }
    }
}
