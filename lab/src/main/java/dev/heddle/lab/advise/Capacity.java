package dev.heddle.lab.advise;

/** Whether a machine is enough for a rate of calls. */
final class Capacity {
    /** Above this, a queue grows at every little peak. */
    private static final double BUSY = 0.7;

    private Capacity() {}

    /** One sentence. */
    static String of(double rate, CallProfile call, int concurrency) {
        return of(rate, call, concurrency, Runtime.getRuntime().availableProcessors());
    }

    static String of(double rate, CallProfile call, int concurrency, int cores) {
        double needed = rate * call.cpuMicros() / 1e6;
        double inFlight = rate * call.elapsedMicros().median() / 1e6;
        String load =
                "%s calls a second take %s of %d cores"
                        .formatted(Units.three(rate), Units.three(needed), cores);
        if (needed >= cores) {
            return "Overload: "
                    + load
                    + "; whatever the model, the queue grows. %s a second is the most here."
                            .formatted(Units.three(cores * 1e6 / call.cpuMicros()));
        }
        String flight =
                "; %s are in flight at a time%s"
                        .formatted(
                                Units.three(inFlight),
                                inFlight > concurrency
                                        ? ", more than the %d tried: see --concurrency"
                                                .formatted(concurrency)
                                        : "");
        return load
                + (needed > BUSY * cores ? ", which leaves little for peaks" : "")
                + flight
                + ".";
    }
}
