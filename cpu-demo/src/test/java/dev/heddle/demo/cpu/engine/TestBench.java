package dev.heddle.demo.cpu.engine;

import dev.heddle.EventLoop;
import dev.heddle.lab.Bench;

/** A bench of some cores, whose loop nobody here needs. */
record TestBench(int cores) implements Bench {
    @Override
    public EventLoop loop() {
        throw new UnsupportedOperationException("engines leave the loop alone");
    }
}
