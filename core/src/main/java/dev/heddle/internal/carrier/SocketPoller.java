package dev.heddle.internal.carrier;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's poller of blocking sockets. Whoever first needs it starts its virtual threads, and a
 * task that did would put them on its loop for good. So it is started here, on a thread of no loop;
 * that takes some 15 ms, which nobody waits for.
 */
final class SocketPoller {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPoller.class);
    private static final String POLLER = "sun.nio.ch.Poller";

    /**
     * Set by a program whose tasks open no blocking sockets and that is too short to start the
     * poller: its thread then sits in epoll_wait, and a JVM that exits waits 300 ms for such
     * threads.
     */
    private static final String UNUSED = "dev.heddle.noBlockingSockets";

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private SocketPoller() {}

    /**
     * Returns once the start is under way: who needs the poller now waits for it, and that is all.
     */
    static void startElsewhere() {
        if (!Boolean.getBoolean(UNUSED) && STARTED.compareAndSet(false, true)) {
            var begun = new CountDownLatch(1);
            Thread.ofPlatform()
                    .daemon()
                    .name("heddle-socket-poller")
                    .start(() -> initialise(begun));
            await(begun);
        }
    }

    private static void initialise(CountDownLatch begun) {
        begun.countDown();
        try {
            Class.forName(POLLER, true, null);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.warn(
                    "this JDK has no {}; do not open the JVM's first blocking socket in a task",
                    POLLER,
                    e);
        }
    }

    private static void await(CountDownLatch begun) {
        try {
            begun.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
