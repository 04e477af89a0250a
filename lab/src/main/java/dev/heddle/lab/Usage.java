package dev.heddle.lab;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What this process and its descendants have used so far.
 *
 * @param cpuNanos of this process, fine
 * @param childCpuNanos of its descendants, in the kernel's ticks of some 10 ms
 * @param allocatedBytes on this JVM's heap
 */
record Usage(long cpuNanos, long childCpuNanos, long allocatedBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    static Usage now(boolean hasChildren) {
        return new Usage(
                SYSTEM.getProcessCpuTime(),
                hasChildren ? ofDescendants() : 0,
                THREADS.getTotalThreadAllocatedBytes());
    }

    Usage since(Usage before) {
        return new Usage(
                cpuNanos - before.cpuNanos,
                // One that ended takes its count along.
                Math.max(0, childCpuNanos - before.childCpuNanos),
                allocatedBytes - before.allocatedBytes);
    }

    private static long ofDescendants() {
        return ProcessHandle.current()
                .descendants()
                .mapToLong(
                        child -> child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
    }
}
