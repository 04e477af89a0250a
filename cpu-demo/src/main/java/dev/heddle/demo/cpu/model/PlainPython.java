package dev.heddle.demo.cpu.model;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Runner;
import dev.heddle.lab.peer.PeerRunner;
import dev.heddle.lab.peer.Python;
import dev.heddle.lab.peer.PythonText;
import dev.heddle.lab.peer.Pythons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The articles' own ways to run plain Python, in interpreters that are found on the PATH. */
public final class PlainPython {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String DIRECTORY = "/dev/heddle/demo/cpu/python/";
    private static final List<Model> MODELS =
            List.of(
                    model("cpython", "a plain loop of CPython, one thread"),
                    model("python-threads", "a ThreadPoolExecutor of CPython, under its GIL"),
                    model("multiprocessing", "a multiprocessing.Pool, as many as cores"),
                    model("free-threaded", "a ThreadPoolExecutor of a CPython without a GIL"));

    private PlainPython() {}

    private static Model model(String name, String what) {
        return new Model(name, Side.PYTHON, what);
    }

    /** All of them for a workload of {@code jobs.py}. */
    public static List<Candidate> candidates(String workload, int... sizes) {
        return MODELS.stream().map(model -> candidate(model, workload, sizes)).toList();
    }

    private static Candidate candidate(Model model, String workload, int... sizes) {
        return new Candidate(model, _ -> start(model.name(), workload, sizes));
    }

    private static Runner start(String model, String workload, int... sizes) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(model, workload));
        Arrays.stream(sizes).mapToObj(Integer::toString).forEach(arguments::add);
        var texts = List.of(jobs(), text("plain.py"));
        return PeerRunner.start(python(model), texts, arguments, DEADLINE);
    }

    /** The workloads, as Jython can read them too. */
    static PythonText jobs() throws IOException {
        return text("jobs.py");
    }

    private static PythonText text(String file) throws IOException {
        return PythonText.resource(PlainPython.class, DIRECTORY + file);
    }

    private static Python python(String model) throws AbsentException, InterruptedException {
        boolean freeThreaded = model.equals("free-threaded");
        Optional<Python> found = freeThreaded ? Pythons.freeThreaded() : Pythons.find();
        return found.orElseThrow(() ->
                new AbsentException(
                        freeThreaded
                                ? "no Python without a GIL on the PATH, such as python3.14t"
                                : "no python3 on the PATH"));
    }
}
