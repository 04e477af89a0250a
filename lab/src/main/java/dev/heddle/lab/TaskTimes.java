package dev.heddle.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CPU times of other processes' threads, on Linux.
 *
 * @param nanos by the thread's number
 */
record TaskTimes(Map<Long, Long> nanos) {
    /** An interpreter's or a JVM's housekeeping does less of the work. */
    private static final double LEAST_SHARE = 0.002;

    TaskTimes {
        nanos = Map.copyOf(nanos);
    }

    static TaskTimes now(List<ProcessHandle> processes) {
        var nanos = new HashMap<Long, Long>();
        for (var process : processes) {
            var tasks = Path.of("/proc", Long.toString(process.pid()), "task");
            try (var directories = Files.newDirectoryStream(tasks)) {
                for (var directory : directories) {
                    // The first of three numbers, see the kernel's sched-stats.rst.
                    String stat = Files.readString(directory.resolve("schedstat"));
                    nanos.put(
                            Long.valueOf(directory.getFileName().toString()),
                            Long.valueOf(stat.substring(0, stat.indexOf(' '))));
                }
            } catch (IOException _) {
                // No Linux, or it has ended: then its threads are not counted.
            }
        }
        return new TaskTimes(nanos);
    }

    /** How many threads did a notable part of the work since then. */
    int workedSince(TaskTimes before) {
        var work =
                nanos.entrySet().stream()
                        .map(e -> e.getValue() - before.nanos.getOrDefault(e.getKey(), 0L))
                        .filter(used -> used > 0)
                        .toList();
        long all = work.stream().mapToLong(Long::longValue).sum();
        return Math.toIntExact(work.stream().filter(used -> used >= LEAST_SHARE * all).count());
    }
}
