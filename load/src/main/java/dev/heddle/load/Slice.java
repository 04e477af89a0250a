package dev.heddle.load;

/**
 * A part of the measured time, by intended starts: what began in it counts here, whenever it ended.
 *
 * @param fromSeconds when it begins, since the measurement began
 * @param seconds how long it is; all of one result are equally long, but for the last
 * @param offered arrivals that were due
 * @param ok answers as they should be
 * @param failed those that were not
 * @param latency of those whose latency counts, see {@link LoadResult#latency}
 * @param lagMillis the loop's greatest lag
 */
public record Slice(
        double fromSeconds,
        double seconds,
        long offered,
        long ok,
        long failed,
        Latencies latency,
        double lagMillis) {}
