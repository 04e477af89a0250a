package dev.heddle.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what Linux tells of its processes; elsewhere there is nothing to read. */
final class Machine {
    private final Path proc;

    Machine(Path proc) {
        this.proc = proc;
    }

    static Machine here() {
        return new Machine(Path.of("/proc"));
    }

    /** How the cores spent their time so far; null where the system does not tell. */
    @Nullable CpuTimes cpuTimes() {
        try (var lines = Files.lines(proc.resolve("stat"))) {
            long ours = CpuTimes.ofTree(ProcessHandle.current().pid(), processes());
            return CpuTimes.of(lines.findFirst().orElseThrow(), ours);
        } catch (IOException | RuntimeException _) {
            // Another system, or another kernel's format: then noise is told by the spin alone.
            return null;
        }
    }

    private List<ProcessStat> processes() throws IOException {
        var found = new ArrayList<ProcessStat>();
        try (var directories = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var directory : directories) {
                add(directory, found);
            }
        }
        return found;
    }

    private static void add(Path directory, List<ProcessStat> found) {
        try {
            int user = (Integer) Files.getAttribute(directory, "unix:uid");
            found.add(ProcessStat.of(Files.readString(directory.resolve("stat")), user));
        } catch (IOException _) {
            // It ended while the directory was read.
        }
    }
}
