package dev.heddle.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Operators;

/**
 * The subscription to something that happens on a loop: it begins there with the first request, and
 * ends there if it is cancelled.
 *
 * <p>{@link #request}, {@link #cancel} and the steps to the loop may be called from any thread;
 * everything else is called on the thread of the loop.
 *
 * <p>What a subscriber throws (fatal errors, which Reactor lets through, and hooks that throw) is
 * its own affair: it gets it as its failure where it can, the log gets it, and nobody else notices.
 */
abstract class LoopSubscription implements Subscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpSession.class);

    private final EventLoop loop;

    // Written by the subscriber's thread.
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean cancelled;

    LoopSubscription(EventLoop loop) {
        this.loop = loop;
    }

    /** Begins; called at most once. */
    abstract void begin();

    /** The subscriber wants no more, which it may say more than once, and after the end. */
    abstract void cancelHere();

    /** The loop has ended, and with it what happened there; called by the last thread to come. */
    abstract void loopEnded();

    // --- on any thread ----------------------------------------------------------------------

    @Override
    public final void request(long n) {
        if (Operators.validate(n) && begun.compareAndSet(false, true)) {
            onLoop(this);
        }
    }

    @Override
    public final void cancel() {
        cancelled = true;
        onLoop(this::cancelHere);
    }

    /** Runs a step on the loop: at once where this is the loop. */
    final void onLoop(Runnable step) {
        if (loop.inEventLoop()) {
            step.run();
        } else {
            onLoopLater(step);
        }
    }

    /** Runs a step on the loop, after what the loop is doing now. */
    final void onLoopLater(Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException _) {
            // It is shut down: see below.
        }
        if (loop.isShutdown()) {
            // Netty's loop drops what it is given too late, without a word.
            loop.terminationFuture().addListener(_ -> loopEnded());
        }
    }

    final EventLoop loop() {
        return loop;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    // --- on the loop ------------------------------------------------------------------------

    @Override
    public final void run() {
        if (!cancelled) {
            begin();
        }
    }

    /** A subscriber has thrown what it was given, and gets that as its failure. */
    final void thrownBy(Subscriber<?> subscriber, Throwable thrown) {
        try {
            subscriber.onError(thrown);
        } catch (Throwable again) {
            if (again != thrown) {
                thrown.addSuppressed(again);
            }
        }
        logThrown(thrown);
    }

    final void logThrown(Throwable thrown) {
        LOG.error("a subscriber to {} threw, which subscribers must not", this, thrown);
    }
}
