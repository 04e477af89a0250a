package dev.heddle.benchmarks.connections;

import java.util.Locale;

/** The figures of one side. */
final class Row {
    private final int count;
    private long before;
    private long start;
    private long untilHeld;
    private long untilAnswered;
    private long held;
    private long idle;

    Row(int count) {
        this.count = count;
    }

    Row start() {
        before = Memory.used();
        start = System.nanoTime();
        return this;
    }

    /** All requests are under way, none is answered. */
    void held() {
        untilHeld = System.nanoTime() - start;
        held = Memory.used() - before;
        start = System.nanoTime();
    }

    void answered() {
        untilAnswered = System.nanoTime() - start;
    }

    /** All connections are idle, after one more round. */
    Row idle() {
        idle = Memory.used() - before;
        return this;
    }

    void print(String name) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f s | %.1f s | %,d | %,d |%n",
                name,
                untilHeld / 1e9,
                untilAnswered / 1e9,
                held / count,
                idle / count);
    }
}
