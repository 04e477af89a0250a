package dev.heddle.demo.cpu.model;

import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;

/** All of it in one task of the loop, which answers nobody meanwhile. */
record Inline<I, O>(Bench bench, Parts<I, O> parts) implements Runner {
    @Override
    public Round round() throws Exception {
        return Round.of(OnLoop.run(bench.loop(), parts::inTurn));
    }
}
