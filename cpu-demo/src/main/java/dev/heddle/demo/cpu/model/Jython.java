package dev.heddle.demo.cpu.model;

import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;
import java.util.Optional;
import org.python.Version;

/**
 * The same Python text as {@link PlainPython} runs, on threads of this JVM: Jython 2.7 has no GIL.
 * Nothing of it is loaded before it is opened.
 */
public final class Jython {
    private static final String NAME = "jython";
    private static final String WHAT = "the Python loop in Jython 2.7, on all cores, no GIL";

    private Jython() {}

    /** Runs a workload of {@code jobs.py}. */
    public static Candidate candidate(String workload, int... sizes) {
        return candidate(Side.JAVA, workload, sizes);
    }

    /** {@link #candidate} for a workload that it gets wrong, as is to be shown. */
    public static Candidate demonstration(String workload, int... sizes) {
        return candidate(Side.DEMONSTRATION, workload, sizes);
    }

    /** What was used, such as "Jython 2.7.4". */
    public static Optional<String> engine() {
        return JythonRunner.isStarted()
                ? Optional.of("Jython " + Version.PY_VERSION)
                : Optional.empty();
    }

    private static Candidate candidate(Side side, String workload, int... sizes) {
        return new Candidate(
                new Model(NAME, side, WHAT), bench -> JythonRunner.open(bench, workload, sizes));
    }
}
