package dev.heddle;

import java.util.concurrent.CountDownLatch;

/** Keeps a loop's thread busy, so that what is asked of the loop meanwhile comes in one go. */
final class HeldLoop implements AutoCloseable {
    private volatile boolean held = true;

    HeldLoop(EventLoop loop) {
        var holding = new CountDownLatch(1);
        loop.spawn(
                "holding the loop",
                () -> {
                    holding.countDown();
                    while (held) {
                        Thread.onSpinWait();
                    }
                    return null;
                });
        try {
            holding.await();
        } catch (InterruptedException e) {
            held = false;
            throw new AssertionError(e);
        }
    }

    void letGo() {
        held = false;
    }

    @Override
    public void close() {
        letGo();
    }
}
