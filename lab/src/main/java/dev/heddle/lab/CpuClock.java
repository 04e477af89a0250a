package dev.heddle.lab;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * The CPU time of this process, all threads, in nanoseconds. The JDK's own figure comes in ticks of
 * 10 ms, longer than many a round, so on Linux the kernel's clock is read instead: {@code
 * clock_gettime(CLOCK_PROCESS_CPUTIME_ID)}. Any thread.
 */
final class CpuClock {
    private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final @Nullable MethodHandle GETTIME = find();

    private CpuClock() {}

    static long nanos() {
        if (GETTIME == null) {
            return SYSTEM.getProcessCpuTime();
        }
        try (var arena = Arena.ofConfined()) {
            var time = arena.allocate(JAVA_LONG, 2);
            int failed = (int) GETTIME.invokeExact(CLOCK_PROCESS_CPUTIME_ID, time);
            return failed != 0
                    ? SYSTEM.getProcessCpuTime()
                    : time.getAtIndex(JAVA_LONG, 0) * NANOS_PER_SECOND
                            + time.getAtIndex(JAVA_LONG, 1);
        } catch (Throwable e) {
            throw new LinkageError("clock_gettime", e);
        }
    }

    /** Where a clock's number and a timespec are what they are on 64-bit Linux. */
    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle find() {
        if (!"Linux".equals(SYSTEM.getName())
                || !CpuClock.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("clock_gettime")
                .map(function ->
                        linker.downcallHandle(
                                function, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS)))
                .orElse(null);
    }
}
