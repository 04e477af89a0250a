package dev.heddle.lab;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What this process and some of its descendants have used so far.
 *
 * @param cpuNanos of this process, fine
 * @param childCpuNanos of those descendants, in the kernel's ticks of some 10 ms
 * @param allocatedBytes on this JVM's heap
 */
record Usage(long cpuNanos, long childCpuNanos, long allocatedBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    static Usage now(List<ProcessHandle> children) {
        return new Usage(
                SYSTEM.getProcessCpuTime(),
                ofChildren(children),
                THREADS.getTotalThreadAllocatedBytes());
    }

    Usage since(Usage before) {
        return new Usage(
                cpuNanos - before.cpuNanos,
                // One that ended takes its count along.
                Math.max(0, childCpuNanos - before.childCpuNanos),
                allocatedBytes - before.allocatedBytes);
    }

    private static long ofChildren(List<ProcessHandle> children) {
        return children.stream()
                .mapToLong(
                        child -> child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
                .sum();
    }
}
