package dev.heddle.internal.carrier;

import dev.heddle.internal.carrier.Inbox.Rest;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The orders in which a carrier that goes to rest and those who wake it can meet. */
public final class InboxStress {
    private InboxStress() {}

    /**
     * One other thread adds while the carrier goes to rest. First: it rested. Second: it was seen.
     */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "It rested, and is woken.")
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "It found the work by itself.")
    @Outcome(
            id = "false, true",
            expect = Expect.ACCEPTABLE,
            desc = "It found the work, and is woken for nothing.")
    @Outcome(
            id = "true, false",
            expect = Expect.FORBIDDEN,
            desc = "It rests, nobody wakes it, and the work waits for ever.")
    @State
    public static class OneAdds {
        private final Inbox inbox = new Inbox();

        @Actor
        public void carrier(ZZ_Result result) {
            result.r1 = inbox.mayRest(Rest.PARKED);
        }

        @Actor
        public void other(ZZ_Result result) {
            result.r2 = inbox.add(() -> {}) != Rest.AWAKE;
        }
    }

    /** Two find the carrier gone: one and only one starts its new thread. */
    @JCStressTest
    @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "One thread was started.")
    @Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "None was started, or two.")
    @State
    public static class TwoRevive {
        private final Inbox inbox = new Inbox();
        private boolean one;
        private boolean two;

        public TwoRevive() {
            inbox.mayRest(Rest.GONE);
        }

        @Actor
        public void first() {
            one = inbox.add(() -> {}) == Rest.GONE && inbox.revive();
        }

        @Actor
        public void second() {
            two = inbox.add(() -> {}) == Rest.GONE && inbox.revive();
        }

        @Arbiter
        public void arbiter(Z_Result result) {
            result.r1 = one ^ two;
        }
    }
}
