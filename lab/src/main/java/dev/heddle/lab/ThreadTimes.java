package dev.heddle.lab;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The CPU times of this process's platform threads.
 *
 * @param alive those that are
 * @param started how many there ever were
 */
record ThreadTimes(List<One> alive, long started) {
    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** The JVM's own, which no model has asked for. */
    private static final Set<String> SERVICE =
            Set.of(
                    "Attach Listener",
                    "Common-Cleaner",
                    "Finalizer",
                    "Notification Thread",
                    "Reference Handler",
                    "Signal Dispatcher",
                    "VirtualThread-unparker");

    private static final String PROCESS_REAPER = "process reaper";

    ThreadTimes {
        alive = List.copyOf(alive);
    }

    static ThreadTimes now() {
        long started = THREADS.getTotalStartedThreadCount();
        long[] ids = THREADS.getAllThreadIds();
        long[] nanos = THREADS.getThreadCpuTime(ids);
        var infos = THREADS.getThreadInfo(ids);
        var alive = new ArrayList<One>();
        for (int i = 0; i < ids.length; i++) {
            // One that has ended meanwhile has neither.
            if (nanos[i] >= 0 && infos[i] != null) {
                alive.add(new One(ids[i], infos[i].getThreadName(), nanos[i]));
            }
        }
        return new ThreadTimes(alive, started);
    }

    /** The threads that are alive, but for this one. */
    static long[] others() {
        long self = Thread.currentThread().threadId();
        return LongStream.of(THREADS.getAllThreadIds()).filter(id -> id != self).toArray();
    }

    /** What threads have used so far, together; one that has ended has used nothing. */
    static long nanos(long[] ids) {
        return LongStream.of(THREADS.getThreadCpuTime(ids)).filter(nanos -> nanos > 0).sum();
    }

    /**
     * How many threads a model worked with, in a round between two readings: all that used CPU time
     * meanwhile or came and went, but for the JVM's own. Those of the trial, which runs in every
     * round whatever the model does, count where they did a tenth of the work.
     *
     * @param before the reading at its beginning
     * @param trial the name with which the trial's own threads begin
     * @param probeNanos what the timer may have cost the loop's thread
     */
    int workedSince(ThreadTimes before, String trial, long probeNanos) {
        var work = workSince(before);
        long all = work.stream().mapToLong(One::nanos).sum();
        long models =
                work.stream()
                        .filter(one -> !isService(one.name()))
                        .filter(one ->
                                !one.name().startsWith(trial)
                                        || 10 * (one.nanos() - probeNanos) >= all)
                        .count();
        return Math.toIntExact(models) + endedSince(before);
    }

    private List<One> workSince(ThreadTimes before) {
        var then = before.byId();
        return alive.stream()
                .map(one -> {
                    var earlier = then.get(one.id());
                    long nanos = one.nanos() - (earlier == null ? 0 : earlier.nanos());
                    return new One(one.id(), one.name(), nanos);
                })
                .filter(one -> one.nanos() > 0)
                .toList();
    }

    private int endedSince(ThreadTimes before) {
        var then = before.byId();
        long stillThere = alive.stream().filter(one -> !then.containsKey(one.id())).count();
        return (int) Math.max(0, started - before.started - stillThere);
    }

    private Map<Long, One> byId() {
        return alive.stream().collect(Collectors.toMap(One::id, Function.identity()));
    }

    private static boolean isService(String name) {
        return SERVICE.contains(name) || name.startsWith(PROCESS_REAPER);
    }

    /** A thread's CPU time. */
    record One(long id, String name, long nanos) {}
}
