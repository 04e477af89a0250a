package dev.heddle.worker;

import java.time.Duration;

/**
 * What a pool has done since it was opened, and does now. Waiting and running are measured apart:
 * calls that wait longer than they run want more workers or fewer callers, and calls that run for
 * less than the hand-over takes want to be larger. The small pieces of work of a map travel several
 * at a time, which counts as one call.
 *
 * @param workers threads or processes there are
 * @param running calls that run
 * @param queued calls that wait
 * @param completed calls with a result
 * @param failed calls whose work threw, or whose worker died
 * @param cancelled calls given up by their subscriber, or by the pool's end
 * @param late calls that met their deadline
 * @param rejected calls that found the pool full or closed
 * @param queueTime how long calls waited for a worker
 * @param runTime how long calls ran
 */
public record PoolStats(
        int workers,
        int running,
        int queued,
        long completed,
        long failed,
        long cancelled,
        long late,
        long rejected,
        Times queueTime,
        Times runTime) {
    /**
     * A distribution of times, exact to two digits.
     *
     * @param count how many were measured
     * @param mean the mean
     * @param p50 what half of them do not exceed
     * @param p99 what 99 % of them do not exceed
     * @param max the longest
     */
    public record Times(long count, Duration mean, Duration p50, Duration p99, Duration max) {}
}
