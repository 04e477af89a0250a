package dev.heddle.demo.io.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each host has done. Keeps a bounded number of hosts: of more, those are forgotten that have
 * nothing to do. Only touched by the tasks of one loop.
 */
final class HostTallies {
    private static final int MOST = 4_096;
    private static final int SHOWN = 5;

    /**
     * The share of the last tenth of a second in a rate: it can be read, and follows in a second.
     */
    private static final double SMOOTHING = 0.1;

    private static final double PER_SECOND = 1_000.0 / LoopLag.INTERVAL.toMillis();

    private final Map<String, Counts> hosts = new HashMap<>();
    private long forgotten;

    void start(String host) {
        if (hosts.size() >= MOST && !hosts.containsKey(host)) {
            forgetIdle();
        }
        hosts.computeIfAbsent(host, _ -> new Counts()).underWay++;
    }

    void end(String host, boolean failed) {
        var counts = hosts.get(host);
        if (counts != null) {
            counts.underWay--;
            counts.done++;
            counts.failed += failed ? 1 : 0;
        }
    }

    private void forgetIdle() {
        int before = hosts.size();
        hosts.values().removeIf(counts -> counts.underWay == 0);
        forgotten += before - hosts.size();
    }

    /** How many hosts there have been. */
    long known() {
        return hosts.size() + forgotten;
    }

    /** Those with most to do so far; called once in each {@link LoopLag#INTERVAL}. */
    List<Live.Host> busiest() {
        var all = new ArrayList<Live.Host>(hosts.size());
        hosts.forEach((name, counts) -> all.add(counts.tick(name)));
        all.sort((one, other) -> busiestFirst(one, other));
        return List.copyOf(all.subList(0, Math.min(SHOWN, all.size())));
    }

    /**
     * By what was begun, so that rows keep their places; under way alone changes all the time. Not
     * a chain of Comparators, whose lambdas would be spun at the start of each run.
     */
    private static int busiestFirst(Live.Host one, Live.Host other) {
        int begun = Long.compare(other.done() + other.underWay(), one.done() + one.underWay());
        return begun != 0 ? begun : one.name().compareTo(other.name());
    }

    private static final class Counts {
        long done;
        long failed;
        int underWay;
        private long doneBefore;
        private double perSecond;

        Live.Host tick(String name) {
            double now = (done - doneBefore) * PER_SECOND;
            perSecond = doneBefore == 0 ? now : perSecond + (now - perSecond) * SMOOTHING;
            doneBefore = done;
            return new Live.Host(name, done, failed, underWay, perSecond);
        }
    }
}
