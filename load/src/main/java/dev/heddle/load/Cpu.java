package dev.heddle.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much CPU time this JVM has used, and when.
 *
 * @param nanos of CPU time
 * @param at on the run's clock
 */
record Cpu(long nanos, long at) {
    static Cpu now(RunClock clock) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Cpu(system.getProcessCpuTime(), clock.now());
    }

    /** How many cores it used meanwhile. */
    double shareSince(Cpu before) {
        return at == before.at ? 0 : (double) (nanos - before.nanos) / (at - before.at);
    }
}
