package dev.heddle.demo.io.compare;

import dev.heddle.demo.io.compare.CallRunner.Opening;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Runner;
import java.util.ArrayList;
import java.util.List;

/** The models of one workload, put together from what its calls are made with. */
final class Ways {
    private final Plan plan;
    private final List<Candidate> candidates = new ArrayList<>();

    Ways(Plan plan) {
        this.plan = plan;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /**
     * The three models whose calls block their thread.
     *
     * @param what makes a call: "the JDK's blocking client"
     * @param timeEvery one call in so many is made when they are made one after the other
     */
    Ways blocking(String what, int timeEvery, CallsOpening calls) {
        String sample =
                timeEvery == 1
                        ? ""
                        : "; estimated: a round makes 1 call in %d, times %d"
                                .formatted(timeEvery, timeEvery);
        add(
                "one-by-one",
                Side.JAVA,
                "one call after the other on one thread, with " + what + sample,
                (_, resources) -> InTurn.open(plan, calls.open(resources), timeEvery));
        add(
                "threads",
                Side.JAVA,
                "a pool of %d platform threads, with %s".formatted(plan.atOnce(), what),
                (_, resources) -> ThreadWay.pool(resources, plan, calls.open(resources)));
        add(
                "virtual-threads",
                Side.JAVA,
                "a virtual thread for each call on the JDK's own scheduler, with " + what,
                (_, resources) -> ThreadWay.virtual(resources, plan, calls.open(resources)));
        return this;
    }

    /** Opens the calls of a model that blocks. */
    @FunctionalInterface
    interface CallsOpening {
        Calls open(Resources resources) throws Exception;
    }

    Ways add(String name, Side side, String what, Opening opening) {
        return add(name, side, what, CallRunner.opener(plan, opening));
    }

    Ways add(String name, Side side, String what, Runner.Opener opener) {
        candidates.add(new Candidate(new Model(name, side, what), opener));
        return this;
    }
}
