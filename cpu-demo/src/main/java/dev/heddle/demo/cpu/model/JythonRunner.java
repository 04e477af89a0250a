package dev.heddle.demo.cpu.model;

import dev.heddle.lab.Bench;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.python.core.Py;
import org.python.core.PyList;
import org.python.core.PyObject;
import org.python.core.PySystemState;
import org.python.util.PythonInterpreter;

/**
 * Parts of a Python text on threads. Jython is started once, since that takes seconds, and stays.
 */
record JythonRunner(ExecutorService threads, PyObject part, List<PyObject> inputs, PyObject combine)
        implements Runner {
    /** Set under the lock of the class. */
    private static volatile @Nullable PyObject jobs;

    static Runner open(Bench bench, String workload, int... sizes) throws Exception {
        var job = jobs().__getitem__(Py.newString(workload));
        var arguments = new ArrayList<PyObject>();
        arguments.add(Py.newInteger(2 * bench.cores()));
        Arrays.stream(sizes).mapToObj(Py::newInteger).forEach(arguments::add);
        var inputs = job.__getitem__(0).__call__(arguments.toArray(PyObject[]::new));
        return new JythonRunner(
                Executors.newFixedThreadPool(
                        Math.max(2, bench.cores()), Thread.ofPlatform().daemon().factory()),
                job.__getitem__(1),
                List.of(((PyList) inputs).getArray()),
                job.__getitem__(2));
    }

    static boolean isStarted() {
        return jobs != null;
    }

    private static synchronized PyObject jobs() throws Exception {
        PyObject known = jobs;
        if (known == null) {
            var settings = new Properties();
            // No terminal, no package cache on disk, and not the modules that only a shell needs.
            settings.setProperty("python.console", "");
            settings.setProperty("python.cachedir.skip", "true");
            settings.setProperty("python.import.site", "false");
            PySystemState.initialize(
                    new Properties(), settings, new String[0], JythonRunner.class.getClassLoader());
            var interpreter = new PythonInterpreter(null, new PySystemState());
            interpreter.exec(PlainPython.jobs().text());
            known = interpreter.get("JOBS");
            jobs = known;
        }
        return known;
    }

    @Override
    public Round round() throws Exception {
        List<Callable<PyObject>> calls = new ArrayList<>();
        for (var input : inputs) {
            calls.add(() -> part.__call__(input));
        }
        var results = new PyList();
        for (var call : threads.invokeAll(calls)) {
            results.append(call.get());
        }
        return Round.of(Py.tojava(combine.__call__(results), Object.class));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
