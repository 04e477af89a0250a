package dev.heddle.programs;

import dev.heddle.EventLoop;

/** Says what comes of opening a loop. */
public final class OpensALoop {
    private OpensALoop() {}

    public static void main(String[] args) {
        try {
            String value = EventLoop.run(() -> "a value");
            System.out.println(value);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
