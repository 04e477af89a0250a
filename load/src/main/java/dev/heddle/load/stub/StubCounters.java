package dev.heddle.load.stub;

import dev.heddle.load.StubHealth;
import java.util.List;
import java.util.Locale;

/**
 * What was counted at a stub since it started; two of them tell how it was in between.
 *
 * @param kind such as {@code WireMock}
 * @param nanos when this was read, on the clock of the stub's machine
 * @param threads how many answer at most
 * @param counts what the looks saw
 * @param lanes what uses CPU time, each with its limit
 */
record StubCounters(String kind, long nanos, int threads, Counts counts, List<Lane> lanes) {
    /** As many looks of a hundred tell of a limit; fewer are hiccups of the machine. */
    private static final double SHARE_OF_LOOKS = 0.1;

    /** What has so much of its CPU time used has none left for a burst. */
    private static final double SHARE_OF_CPU = 0.95;

    /** In fewer looks than this nothing can be seen: 50 ms. */
    private static final int FEWEST_LOOKS = 5;

    StubCounters {
        lanes = List.copyOf(lanes);
    }

    /**
     * What looks saw.
     *
     * @param looks how many there were
     * @param allBusy in how many of them work waited because every thread was busy
     * @param late in how many of them work had waited for longer than {@link Looks#LATE_NANOS}
     */
    record Counts(long looks, long allBusy, long late) {
        private Counts since(Counts before) {
            return new Counts(looks - before.looks, allBusy - before.allBusy, late - before.late);
        }
    }

    /**
     * What uses CPU time.
     *
     * @param name as it stands in a sentence: {@code its process}
     * @param cpuNanos what it has used
     * @param cores what it could use
     */
    record Lane(String name, long cpuNanos, double cores) {
        private double share(Lane before, long nanos) {
            return (cpuNanos - before.cpuNanos) / (cores * nanos);
        }
    }

    /** How the stub was from then to now. */
    StubHealth since(StubCounters before) {
        var seen = counts.since(before.counts);
        boolean isSame = kind.equals(before.kind) && lanes.size() == before.lanes.size();
        if (!isSame || nanos <= before.nanos || seen.looks < 0) {
            return new StubHealth(kind, true, "it was started anew while it was measured");
        }
        if (seen.looks < FEWEST_LOOKS) {
            return new StubHealth(kind, false, "it was measured too briefly to see a limit");
        }
        if (isMany(seen.allBusy, seen.looks)) {
            return limited(
                    "all "
                            + threads
                            + " of its threads were busy in "
                            + percent(seen.allBusy, seen.looks)
                            + " of the looks");
        }
        if (isMany(seen.late, seen.looks)) {
            return limited(
                    "work waited for its threads for more than "
                            + Looks.LATE_NANOS / 1_000_000
                            + " ms in "
                            + percent(seen.late, seen.looks)
                            + " of the looks");
        }
        return byCpu(before, seen);
    }

    private StubHealth byCpu(StubCounters before, Counts seen) {
        double most = 0;
        for (int i = 0; i < lanes.size(); i++) {
            var lane = lanes.get(i);
            double share = lane.share(before.lanes.get(i), nanos - before.nanos);
            if (share >= SHARE_OF_CPU) {
                return limited(
                        lane.name
                                + " used "
                                + percent(share)
                                + " of the CPU time there was for it");
            }
            most = Math.max(most, share);
        }
        return new StubHealth(
                kind,
                false,
                "work waited for its threads in "
                        + percent(Math.max(seen.late, seen.allBusy), seen.looks)
                        + " of the looks, and it used "
                        + percent(most)
                        + " of the CPU time there was for it");
    }

    private StubHealth limited(String why) {
        return new StubHealth(kind, true, why);
    }

    private static boolean isMany(long some, long looks) {
        return some >= looks * SHARE_OF_LOOKS;
    }

    private static String percent(long some, long looks) {
        return percent((double) some / looks);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
