package dev.heddle.lab.advise;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

/** How long this JVM's garbage collections stopped it, while something ran. */
final class GcPauses {
    /** Those that run beside the program stop it for next to nothing, and tell their whole time. */
    private static final List<GarbageCollectorMXBean> STOPPING =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(gc -> !gc.getName().contains("Concurrent"))
                    .filter(gc -> !gc.getName().contains("Cycles"))
                    .toList();

    // Of the thread that begins and ends, and read when it is done.
    private long count;
    private long millis;
    private long countBefore;
    private long millisBefore;

    void begin() {
        countBefore = sum(GarbageCollectorMXBean::getCollectionCount);
        millisBefore = sum(GarbageCollectorMXBean::getCollectionTime);
    }

    void end() {
        count += sum(GarbageCollectorMXBean::getCollectionCount) - countBefore;
        millis += sum(GarbageCollectorMXBean::getCollectionTime) - millisBefore;
    }

    double meanMillis() {
        return count == 0 ? 0 : (double) millis / count;
    }

    private static long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
        return STOPPING.stream().mapToLong(figure).sum();
    }
}
