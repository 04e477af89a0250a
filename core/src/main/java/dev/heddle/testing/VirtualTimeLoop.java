package dev.heddle.testing;

import dev.heddle.Action;
import dev.heddle.EventLoop;
import dev.heddle.internal.LoopAccess;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An event loop whose clock jumps: as soon as nothing can run, it is the time of the next timer.
 * Sleeps, timeouts, schedules and {@link EventLoop#clock()} follow it, and so do Reactor's
 * operators on {@link EventLoop#scheduler()} and Netty's timers, so a test of an hour takes
 * milliseconds and gives the same answer each time.
 *
 * <p>What waits outside the loop waits in real time: {@code Thread.sleep}, Reactor's own
 * schedulers, other threads, sockets. The clock does not wait for those. A task found in a timed
 * wait of the JDK when the clock jumps is named in a warning, because its test will depend on real
 * time.
 *
 * <p>{@link #run(Callable)} gives up after 30 s of real time and names the tasks that are left.
 *
 * {@snippet class="dev.heddle.Snippets" region="virtualTime"}
 */
public final class VirtualTimeLoop implements AutoCloseable {
    private static final Duration REAL_LIMIT = Duration.ofSeconds(30);
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop;

    private VirtualTimeLoop() {
        loop = (EventLoop) LoopAccess.get().open("virtual", CLOSE_GRACE, time);
        time.warnAbout(() -> LoopAccess.get().threads(loop));
    }

    /**
     * Opens a loop whose clock begins at midnight, 1 January 2000, UTC.
     *
     * @return the running loop
     */
    public static VirtualTimeLoop open() {
        return new VirtualTimeLoop();
    }

    /**
     * Runs {@code main} as the first task of a new virtual-time loop, and closes the loop.
     *
     * @param main the test
     * @param <T> the type of its result
     * @return what {@code main} returned
     * @throws AssertionError if it was not done within 30 s of real time
     */
    public static <T> T run(Callable<? extends T> main) {
        try (var virtual = open()) {
            return virtual.finish(main);
        }
    }

    /**
     * {@link #run(Callable)} for a body without a result.
     *
     * @param main the test
     */
    public static void run(Action main) {
        run(() -> {
            main.run();
            return true;
        });
    }

    /**
     * The loop itself.
     *
     * @return the loop
     */
    public EventLoop loop() {
        return loop;
    }

    /**
     * How far the clock has come since the loop was opened. Any thread may ask.
     *
     * @return the virtual time that has passed
     */
    public Duration elapsed() {
        return time.elapsed();
    }

    @Override
    public void close() {
        // Cleanup may sleep, so the clock goes on; but only when nothing else can still ring.
        LoopAccess.get().close(loop, () -> time.freeze(false));
    }

    /**
     * The time at the end of the test is the last: timers nobody waits for must not ring after it.
     */
    private <T> T untilDone(Callable<? extends T> main) throws Exception {
        try {
            return main.call();
        } finally {
            time.freeze(true);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a body may return null, as any Callable may
    private <T, X extends Throwable> T finish(Callable<? extends T> main) throws X {
        Future<@Nullable T> result = loop.<T>spawn("main", () -> untilDone(main)).mono().toFuture();
        try {
            return result.get(REAL_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // The failure itself, as EventLoop.run throws it.
            throw (X) e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "the test was not done within 30 s of real time; what is left:\n"
                            + LoopAccess.get().describe(loop),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the test ran", e);
        }
    }
}
