package dev.heddle.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** How one loop's part goes at one moment; see {@link LoadProgress} for what the parts mean. */
record LoopLook(
        long offered,
        long sent,
        long ok,
        long failed,
        long underWay,
        long waiting,
        long begunSince,
        Histogram recent,
        Histogram latency,
        Histogram slip,
        long lagNanos,
        Map<String, Long> errors) {

    /** Puts the looks at all loops together. */
    static LoadProgress together(
            List<LoopLook> looks,
            LoadProgress.Phase phase,
            Duration elapsed,
            Duration left,
            double wantedRate,
            double seconds) {
        var errors = new TreeMap<String, Long>();
        looks.forEach(look -> look.errors.forEach((kind, n) -> errors.merge(kind, n, Long::sum)));
        return new LoadProgress(
                phase,
                elapsed,
                left,
                sum(looks, LoopLook::offered),
                sum(looks, LoopLook::sent),
                sum(looks, LoopLook::ok),
                sum(looks, LoopLook::failed),
                sum(looks, LoopLook::underWay),
                sum(looks, LoopLook::waiting),
                wantedRate,
                seconds > 0 ? sum(looks, LoopLook::begunSince) / seconds : 0,
                merged(looks, LoopLook::recent),
                merged(looks, LoopLook::latency),
                merged(looks, LoopLook::slip),
                looks.stream().mapToLong(LoopLook::lagNanos).max().orElse(0) / 1e6,
                errors);
    }

    private static long sum(List<LoopLook> looks, ToLongFunction<LoopLook> figure) {
        return looks.stream().mapToLong(figure).sum();
    }

    private static Latencies merged(List<LoopLook> looks, Function<LoopLook, Histogram> part) {
        return Latencies.of(looks.stream().map(part).toList());
    }
}
