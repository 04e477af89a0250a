package dev.heddle.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A worker's process and all that it started. Those whose worker died first have another parent by
 * then, and on Linux are known by a mark in the environment that they inherited.
 */
final class ProcessTree {
    private static final String MARK = "HEDDLE_WORKER";
    private static final Path PROC = Path.of("/proc");

    private final ProcessHandle worker;
    private final byte[] mark;

    private ProcessTree(ProcessHandle worker, String mark) {
        this.worker = worker;
        this.mark = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    }

    static void mark(Map<String, String> environment, String mark) {
        environment.put(MARK, mark);
    }

    static ProcessTree of(ProcessHandle worker, String mark) {
        return new ProcessTree(worker, mark);
    }

    /** The descendants are looked for first: afterwards nobody knows whose they were. */
    void kill() {
        List<ProcessHandle> descendants = worker.descendants().toList();
        worker.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** What is left of a worker that is dead. */
    void killOrphans() {
        if (!Files.isDirectory(PROC)) {
            return;
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(this::isMarked).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
            return contains(environment);
        } catch (IOException e) {
            // Somebody else's, or gone.
            return false;
        }
    }

    private boolean contains(byte[] environment) {
        for (int i = 0; i + mark.length <= environment.length; i++) {
            int end = i + mark.length;
            boolean whole = end == environment.length || environment[end] == 0;
            if (whole && java.util.Arrays.equals(environment, i, end, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
