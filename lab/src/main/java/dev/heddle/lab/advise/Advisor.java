package dev.heddle.lab.advise;

import static java.util.Objects.requireNonNull;

import dev.heddle.lab.Effort;
import dev.heddle.lab.Kind;
import dev.heddle.lab.Lab;
import dev.heddle.lab.Trial;
import dev.heddle.lab.Workload;
import java.time.Duration;

/**
 * Says where a work of yours belongs, by trying it: on the loop, in threads, in virtual threads and
 * in processes, in turn. Takes some seconds, and wants a machine that does little else.
 *
 * <p>The work is called thousands of times in this JVM. One that might exit or use up the heap is
 * for {@code ./heddle advise}, which tries it in a process of its own.
 *
 * <p>Used by any thread that is no task of a loop, one advice at a time.
 */
public final class Advisor {
    /** As many calls as wait for a worker of a pool. */
    static final int MOST_CONCURRENCY = 10_000;

    private final Settings settings;

    private Advisor(Settings settings) {
        this.settings = settings;
    }

    /** Advice with the usual settings. */
    public static Advice advise(OwnWorkload<?, ?> workload) throws InterruptedException {
        return with().open().adviseOn(workload);
    }

    /** An advisor with other settings than the usual ones. */
    public static Builder with() {
        return new Builder();
    }

    /** Advice on one work. */
    public <I, O> Advice adviseOn(OwnWorkload<I, O> workload) throws InterruptedException {
        requireNonNull(workload, "workload");
        CallProfiler.Measured measured;
        try {
            measured = CallProfiler.profile(workload, settings.deadline(), settings.profile());
        } catch (UnfitWorkException e) {
            return Advice.none(
                    workload.name(),
                    settings.concurrency(),
                    String.valueOf(e.getMessage()),
                    "mend the work, or give it other inputs");
        }
        var sizes =
                new Sizes(
                        measured.profile(),
                        settings.concurrency(),
                        Runtime.getRuntime().availableProcessors());
        var effort = sizes.effort(settings.effort());
        if (effort.perWorkload().compareTo(settings.mostTime()) > 0) {
            return AdviceWords.tooLong(workload.name(), settings, measured, effort);
        }
        var tried = measure(workload, measured, sizes, effort);
        return new AdviceWords(workload.name(), settings, measured, tried).advice();
    }

    private <I, O> Tried measure(
            OwnWorkload<I, O> workload, CallProfiler.Measured measured, Sizes sizes, Effort effort)
            throws InterruptedException {
        var call = measured.profile();
        var candidates = new Candidates<>(workload, call, sizes, measured.types(), settings);
        var kind = call.mostlyWaits() ? Kind.IO : Kind.CPU;
        var named = new Workload("advise", kind, workload.name());
        boolean comparable = call.deterministic() && !measured.changesInput();
        try (var lab = Lab.open(effort)) {
            var result = lab.run(new Trial(named, candidates.all()));
            return Tried.of(result.models(), comparable, candidates, lab.invalidReasons());
        }
    }

    /**
     * What an advisor was told.
     *
     * @param concurrency tasks of the loop that have a call in flight
     * @param deadline of a call; one that takes longer ends the advice
     * @param maxHeap of a process
     * @param least confidence that is worth an advice
     * @param effort of the trial
     * @param profile how long to look at calls one by one
     * @param rate of calls a second that there shall be; 0 if that is not known
     */
    record Settings(
            int concurrency,
            Duration deadline,
            long maxHeap,
            Confidence least,
            Effort effort,
            Duration profile,
            double rate) {
        /** For all models together; more than that has to be asked for. */
        Duration mostTime() {
            return effort.perWorkload().compareTo(Sizes.MOST) > 0
                    ? effort.perWorkload()
                    : Sizes.MOST;
        }
    }

    /** Collects the settings of a new advisor. */
    public static final class Builder {
        private static final Effort USUAL = new Effort(Duration.ofSeconds(12), 7, 60);
        private static final Effort QUICK = new Effort(Duration.ofSeconds(4), 5, 30);

        private int concurrency = 64;
        private Duration deadline = Duration.ofSeconds(10);
        private long maxHeap = Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4);
        private Confidence least = Confidence.LOW;
        private double rate;
        private Effort effort = USUAL;
        private Duration profile = Duration.ofMillis(500);

        private Builder() {}

        /** How many tasks of one loop have a call in flight, up to 10,000; 64 otherwise. */
        public Builder concurrency(int value) {
            if (value < 1 || value > MOST_CONCURRENCY) {
                throw new IllegalArgumentException(
                        "concurrency must be from 1 to %,d: %d".formatted(MOST_CONCURRENCY, value));
            }
            concurrency = value;
            return this;
        }

        /** How long a call may take; 10 s otherwise. */
        public Builder deadline(Duration value) {
            if (!value.isPositive()) {
                throw new IllegalArgumentException("the deadline must be positive: " + value);
            }
            deadline = value;
            return this;
        }

        /** The heap of a process, in bytes, at least 16 MiB; a quarter of this JVM's otherwise. */
        public Builder maxHeap(long bytes) {
            if (bytes < 16 << 20) {
                throw new IllegalArgumentException("maxHeap must be at least 16 MiB: " + bytes);
            }
            maxHeap = bytes;
            return this;
        }

        /** What is less sure than this is no advice; {@link Confidence#LOW} otherwise. */
        public Builder leastConfidence(Confidence value) {
            least = requireNonNull(value, "leastConfidence");
            return this;
        }

        /** How many calls a second there shall be, which is held against the cores. */
        public Builder rate(double value) {
            if (!(value >= 0)) {
                throw new IllegalArgumentException("rate must not be negative: " + value);
            }
            rate = value;
            return this;
        }

        /** Measures for a few seconds only: what is close stays undecided more often. */
        public Builder quick(boolean value) {
            return value ? effort(QUICK, 200) : effort(USUAL, 500);
        }

        /**
         * Measures for as long as this says, 12 s otherwise, above the time to start processes;
         * where calls are so long that the least rounds need more, for up to 5 minutes.
         */
        public Builder effort(Effort value) {
            return effort(value, 500);
        }

        Builder effort(Effort value, int profileMillis) {
            effort = requireNonNull(value, "effort");
            profile = Duration.ofMillis(profileMillis);
            return this;
        }

        /** Makes the advisor. */
        public Advisor open() {
            return new Advisor(
                    new Settings(concurrency, deadline, maxHeap, least, effort, profile, rate));
        }
    }
}
