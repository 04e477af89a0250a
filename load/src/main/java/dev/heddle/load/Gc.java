package dev.heddle.load;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How often this JVM's garbage collections stopped it so far, and for how long.
 *
 * @param count how often
 * @param millis how long in all
 */
record Gc(long count, long millis) {
    /** Those that run beside the program stop it for next to nothing, and tell their whole time. */
    private static final List<GarbageCollectorMXBean> STOPPING =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(gc -> !gc.getName().contains("Concurrent"))
                    .filter(gc -> !gc.getName().contains("Cycles"))
                    .toList();

    static Gc now() {
        return new Gc(
                sum(GarbageCollectorMXBean::getCollectionCount),
                sum(GarbageCollectorMXBean::getCollectionTime));
    }

    Gc since(Gc before) {
        return new Gc(count - before.count, millis - before.millis);
    }

    private static long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
        return STOPPING.stream().mapToLong(figure).sum();
    }
}
