package dev.heddle.load;

import org.jspecify.annotations.Nullable;

/** Sees what happens beside the loops while something is measured: this JVM, and the stub. */
final class Witness {
    private final RunClock clock;
    private final StubHealth.@Nullable Probe stub;
    private final Gc gc = Gc.now();
    private final Cpu cpu;
    private @Nullable StubHealth fault;

    private Witness(RunClock clock, StubHealth.@Nullable Probe stub) {
        this.clock = clock;
        this.stub = stub;
        this.cpu = Cpu.now(clock);
    }

    /**
     * What was seen.
     *
     * @param gc collections of garbage
     * @param cpuShare how many cores this JVM used
     * @param stub null if none was watched
     */
    record Testimony(Gc gc, double cpuShare, @Nullable StubHealth stub) {}

    static Witness begin(RunClock clock, StubHealth.@Nullable Probe stub) {
        var witness = new Witness(clock, stub);
        try {
            if (stub != null) {
                stub.begin();
            }
        } catch (RuntimeException e) {
            witness.fault = fault(e);
        }
        return witness;
    }

    Testimony end() {
        return new Testimony(Gc.now().since(gc), Cpu.now(clock).shareSince(cpu), stubHealth());
    }

    private @Nullable StubHealth stubHealth() {
        if (stub == null || fault != null) {
            return fault;
        }
        try {
            return stub.end();
        } catch (RuntimeException e) {
            return fault(e);
        }
    }

    /** What nobody could look at may have been the limit. */
    private static StubHealth fault(RuntimeException e) {
        return new StubHealth("stub", true, "nobody could see how it was: " + e);
    }
}
