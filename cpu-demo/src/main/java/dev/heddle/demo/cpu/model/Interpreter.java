package dev.heddle.demo.cpu.model;

import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Runner;
import dev.heddle.lab.peer.PeerRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The same bytecode without a compiler: a JVM of its own whose compilers are off. What PyPy and
 * Numba are to CPython, the JIT is to this one.
 */
public final class Interpreter {
    private static final Model MODEL =
            new Model(
                    "interpreter",
                    Side.DEMONSTRATION,
                    "one thread of a JVM without a compiler (-Xint): what PyPy and Numba argue");

    private Interpreter() {}

    /**
     * Runs a workload there.
     *
     * @param main the class that serves it, with {@link JobServer}
     * @param deadline of a round
     * @param arguments for it
     */
    public static Candidate candidate(Class<?> main, Duration deadline, String... arguments) {
        return new Candidate(MODEL, _ -> start(main, deadline, List.of(arguments), "-Xint"));
    }

    static Runner start(
            Class<?> main, Duration deadline, List<String> arguments, String... jvmOptions)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        // Few threads, and no warnings of a JVM that starts: it shall only compute.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xlog:disable", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return PeerRunner.start(command, deadline);
    }
}
