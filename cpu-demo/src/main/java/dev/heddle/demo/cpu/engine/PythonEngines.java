package dev.heddle.demo.cpu.engine;

import dev.heddle.demo.cpu.work.ParquetFile;
import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Model;
import dev.heddle.lab.Runner;
import dev.heddle.lab.peer.PeerRunner;
import dev.heddle.lab.peer.PythonText;
import dev.heddle.lab.peer.Pythons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** NumPy, pandas and Polars, where a Python on the PATH has them. */
final class PythonEngines {
    private static final String SCRIPT = "/dev/heddle/demo/cpu/python/engines.py";
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private PythonEngines() {}

    /**
     * An engine on a workload of a size.
     *
     * @param model whose name is that of the module
     */
    static Candidate of(Model model, String workload, int size) {
        return new Candidate(model, _ -> open(model, List.of(workload, Integer.toString(size))));
    }

    /** An engine on the rows of a Parquet file. */
    static Candidate ofParquet(Model model, String workload, int rows) {
        return new Candidate(
                model,
                _ ->
                        open(
                                model,
                                List.of(
                                        workload,
                                        Integer.toString(rows),
                                        ParquetFile.of(rows).toString())));
    }

    private static Runner open(Model model, List<String> arguments)
            throws AbsentException, IOException, InterruptedException {
        String module = model.name();
        var python =
                Pythons.find(module)
                        .orElseThrow(() ->
                                new AbsentException(
                                        "no python3 on the PATH has the module " + module));
        var script = PythonText.resource(PythonEngines.class, SCRIPT);
        var all = new ArrayList<>(List.of(module));
        all.addAll(arguments);
        return PeerRunner.start(python, List.of(script), all, DEADLINE);
    }
}
