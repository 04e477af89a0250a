package dev.heddle.lab;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much memory a model needs at most for a round, when all models of a trial are open in one
 * process: what its round adds to that process, and the whole of the processes that only it uses.
 *
 * <p>What a round adds is told twice. The heap in use, from just after a collection to its peak,
 * garbage that was not collected yet included; and the growth of the resident set to its peak,
 * which shows memory outside the heap, and misses heap that was resident already. Either may count
 * what the other counts too, so the greater stands.
 */
final class Memory {
    private static final Path SELF = Path.of("/proc/self");

    private final long heap;
    private final long resident;

    private Memory(long heap, long resident) {
        this.heap = heap;
        this.resident = resident;
    }

    /** A round is about to begin: collects the heap, and forgets earlier peaks. */
    static Memory before(List<ProcessHandle> children) {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        forgetPeak(SELF);
        children.forEach(child -> forgetPeak(directory(child)));
        return new Memory(
                heapPools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum(),
                bytes(SELF, "VmRSS"));
    }

    /** The round ended. */
    long peakBytes(List<ProcessHandle> children) {
        long heapPeak =
                heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - heap;
        long residentPeak = bytes(SELF, "VmHWM") - resident;
        long theirs = children.stream().mapToLong(child -> bytes(directory(child), "VmHWM")).sum();
        return Math.max(0, Math.max(heapPeak, residentPeak)) + theirs;
    }

    /** Reads {@code VmRSS: 1234 kB} out of {@code /proc/PID/status}; 0 if it is not there. */
    static long bytesOf(String status, String field) {
        var matcher =
                Pattern.compile("^" + field + ":\\s*(\\d+) kB", Pattern.MULTILINE).matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
    }

    private static long bytes(Path directory, String field) {
        try {
            return bytesOf(Files.readString(directory.resolve("status")), field);
        } catch (IOException _) {
            // No Linux, or no such process any more: then the heap alone is told.
            return 0;
        }
    }

    /** proc_pid_clear_refs(5): 5 sets the peak of the resident set to what it is now. */
    private static void forgetPeak(Path directory) {
        try {
            Files.writeString(directory.resolve("clear_refs"), "5");
        } catch (IOException _) {
            // Then its peak is that of its whole life, which is no less.
        }
    }

    private static Path directory(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
