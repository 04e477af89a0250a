package dev.heddle.worker;

import java.util.concurrent.CountDownLatch;

/** Work that has begun and does not end until it is let go; and those who wait for it to begin. */
final class Gate implements AutoCloseable {
    private final CountDownLatch reached;
    private final CountDownLatch open = new CountDownLatch(1);

    Gate() {
        this(1);
    }

    /** For so many works at once. */
    Gate(int works) {
        reached = new CountDownLatch(works);
    }

    /** The work: it can be interrupted. */
    String pass() throws InterruptedException {
        reached.countDown();
        open.await();
        return "passed";
    }

    /** The work, if it ignores interrupts; they are restored when it ends. */
    String passUninterrupted() {
        reached.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return "passed";
    }

    /** The work, if it waits for as many others as the gate is for. */
    void arriveAndAwaitAll() throws InterruptedException {
        reached.countDown();
        reached.await();
    }

    void awaitReached() throws InterruptedException {
        reached.await();
    }

    /** Keeps the clock of a virtual-time loop from jumping, which does not know of workers. */
    void holdThreadUntilReached() {
        while (reached.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    void letGo() {
        open.countDown();
    }

    @Override
    public void close() {
        letGo();
    }
}
