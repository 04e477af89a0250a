package dev.heddle.lab;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Asks the JVM and the system where a measurement runs. */
final class Surroundings {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** What the kernel calls the model: on x86, and on some ARM boards. */
    private static final List<String> CPU_KEYS = List.of("model name", "Model", "Hardware");

    private Surroundings() {}

    static Environment environment(Instant at, List<String> engines) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Environment(
                at,
                "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
                cpu(CPU_INFO, system.getArch()),
                // Of the cgroup, if it has fewer than the machine.
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                "%s %s".formatted(runtime.getVmName(), runtime.getVmVersion()),
                runtime.getInputArguments(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                version(),
                engines);
    }

    /** The CPU's name; its architecture where the system tells no name. */
    static String cpu(Path cpuInfo, String architecture) {
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.map(line -> line.split(":", 2))
                    .filter(parts -> parts.length == 2 && CPU_KEYS.contains(parts[0].strip()))
                    .map(parts -> parts[1].strip())
                    .findFirst()
                    .orElse(architecture);
        } catch (IOException _) {
            return architecture;
        }
    }

    private static String version() {
        String version = Lab.class.getPackage().getImplementationVersion();
        return version == null ? "(not built as a jar)" : version;
    }
}
