package dev.heddle.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the cores' time was spent since the machine started, in the kernel's ticks, as the first line
 * of {@code /proc/stat} tells it (proc_stat(5)).
 *
 * @param busy all but idle and waiting for disks; time that the hypervisor gave to others is busy
 * @param total of all cores
 * @param ours of this process and those it started
 */
record CpuTimes(long busy, long total, long ours) {
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;

    /** user, nice, system, idle, iowait, irq, softirq, steal; guests count as users already. */
    private static final int COLUMNS = 8;

    /** Reads {@code cpu 1 2 3 …}. */
    static CpuTimes of(String line, long ours) {
        long[] ticks =
                Arrays.stream(line.strip().split("\\s+"))
                        .skip(1)
                        .limit(COLUMNS)
                        .mapToLong(Long::parseLong)
                        .toArray();
        long total = Arrays.stream(ticks).sum();
        return new CpuTimes(total - ticks[IDLE] - ticks[IO_WAIT], total, ours);
    }

    /** Of all cores' time since then, what processes took that are not ours. */
    double othersSince(CpuTimes before) {
        long all = total - before.total;
        long others = (busy - before.busy) - (ours - before.ours);
        return all <= 0 ? Double.NaN : Math.clamp((double) others / all, 0, 1);
    }

    /**
     * The ticks of a process tree, those of children that ended and were waited for included.
     *
     * <p>Ours are the descendants of a process, and their likes that have turned daemon: orphans of
     * the same user that started after it. A database server that {@code pg_ctl} starts is one. On
     * a desktop an ancestor may have taken it in, such as {@code systemd --user}.
     */
    static long ofTree(long root, List<ProcessStat> all) {
        var byPid = all.stream().collect(Collectors.toMap(ProcessStat::pid, Function.identity()));
        var self = byPid.get(root);
        return self == null
                ? 0
                : all.stream()
                        .filter(process -> belongs(process, self, byPid))
                        .mapToLong(ProcessStat::ticks)
                        .sum();
    }

    private static boolean belongs(
            ProcessStat process, ProcessStat self, Map<Long, ProcessStat> byPid) {
        return line(process, byPid).stream()
                .anyMatch(one -> one.pid() == self.pid() || isDaemonOf(one, self, byPid));
    }

    private static boolean isDaemonOf(
            ProcessStat process, ProcessStat self, Map<Long, ProcessStat> byPid) {
        boolean isOrphan =
                process.parent() == 1
                        || (process.daemon()
                                && line(self, byPid).stream()
                                        .skip(1)
                                        .anyMatch(one -> one.pid() == process.parent()));
        return isOrphan
                && process.startTicks() >= self.startTicks()
                && process.user() == self.user();
    }

    /** A process, its parent, and so on. */
    private static List<ProcessStat> line(ProcessStat process, Map<Long, ProcessStat> byPid) {
        var line = new ArrayList<ProcessStat>();
        @Nullable ProcessStat current = process;
        // Read one after the other, so their parents might even form a ring.
        while (current != null && line.size() < byPid.size()) {
            line.add(current);
            current = byPid.get(current.parent());
        }
        return line;
    }
}
