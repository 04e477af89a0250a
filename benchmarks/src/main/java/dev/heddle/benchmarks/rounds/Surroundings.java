package dev.heddle.benchmarks.rounds;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What this machine has to measure with. */
public final class Surroundings {
    private Surroundings() {}

    /**
     * This JVM with its flags and class path, for another main class.
     *
     * @param main that class
     * @param arguments its arguments
     * @return a command
     */
    public static List<String> java(Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * A Python that can import something.
     *
     * @param modules as after {@code import}
     * @return python3 from the path, else the system's, else null
     * @throws InterruptedException if interrupted
     */
    public static @Nullable String pythonWith(String modules) throws InterruptedException {
        for (var python : List.of("python3", "/usr/bin/python3")) {
            if (runs(python, "-c", "import " + modules)) {
                return python;
            }
        }
        return null;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            var probe =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException _) {
            return false; // there is no such program
        }
    }

    /**
     * How busy it is, for the line above a table.
     *
     * @return CPUs and load
     */
    public static String load() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d CPUs, load %.1f",
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
