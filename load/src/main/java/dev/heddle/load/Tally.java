package dev.heddle.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** How often something went well or not, and how long it took. */
final class Tally {
    /** So many kinds of failures are told apart. */
    private static final int MOST_KINDS = 50;

    private static final String OTHERS = "other";

    long ok;
    long failed;
    final Histogram service = Histograms.fine();

    /** Counts a failure; when there are too many kinds, as one of the others. */
    static void count(
            Map<String, Long> kinds, Map<String, String> first, String kind, String message) {
        String name = kinds.containsKey(kind) || kinds.size() < MOST_KINDS ? kind : OTHERS;
        kinds.merge(name, 1L, Long::sum);
        first.putIfAbsent(name, message);
    }

    void add(Tally other) {
        ok += other.ok;
        failed += other.failed;
        service.add(other.service);
    }

    static Map<String, Tally> merge(Iterable<Map<String, Tally>> all) {
        var merged = new TreeMap<String, Tally>();
        for (var one : all) {
            one.forEach((name, tally) -> merged.computeIfAbsent(name, _ -> new Tally()).add(tally));
        }
        return merged;
    }
}
