package dev.heddle.demo.cpu;

import dev.heddle.demo.cpu.engine.NumericWorkloads;
import dev.heddle.demo.cpu.job.CpuWorkload;
import dev.heddle.demo.cpu.model.Interpreter;
import dev.heddle.demo.cpu.model.JobModels;
import dev.heddle.demo.cpu.model.Jython;
import dev.heddle.demo.cpu.model.PlainPython;
import dev.heddle.demo.cpu.work.PlainWorkloads;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Trial;
import dev.heddle.lab.peer.Pythons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code compare cpu} compares. */
public final class CpuCatalogue implements Catalogue {
    /** From what one should not do, over what one can, to other languages. */
    private static final List<String> ORDER =
            List.of(
                    "inline",
                    "race",
                    "gil",
                    "threads",
                    "virtual-threads",
                    "fork-join",
                    "processes",
                    "simd",
                    "native",
                    "columnar",
                    "interpreter",
                    "jython",
                    "cpython",
                    "python-threads",
                    "multiprocessing",
                    "numpy",
                    "pandas",
                    "polars",
                    "free-threaded");

    /** Workloads that Python's loops and Jython can do besides those they were written for. */
    private static final List<String> LOOPS = List.of("sum-of-squares", "squares", "sqrt");

    /** What people call Python's modules. */
    private static final Map<String, String> TITLES =
            Map.of("numpy", "NumPy", "pandas", "pandas", "polars", "Polars");

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String title() {
        return "CPU-bound workloads";
    }

    @Override
    public List<Trial> trials(boolean quick) {
        return workloads(quick).stream().map(workload -> trial(workload, quick)).toList();
    }

    @Override
    public List<String> engines() {
        var engines = new ArrayList<>(NumericWorkloads.engines());
        Jython.engine().ifPresent(engines::add);
        Pythons.found().stream().map(python -> python.engine(TITLES)).forEach(engines::add);
        return engines.stream().distinct().toList();
    }

    /** The same workloads with their jobs. */
    static List<CpuWorkload> workloads(boolean quick) {
        List<CpuWorkload> all = new ArrayList<>(NumericWorkloads.all(quick));
        all.addAll(PlainWorkloads.all(quick));
        return all;
    }

    private static Trial trial(CpuWorkload workload, boolean quick) {
        String name = workload.workload().name();
        List<Candidate> candidates = new ArrayList<>(JobModels.of(workload.job()));
        candidates.add(interpreter(name, quick));
        if (LOOPS.contains(name)) {
            int count = NumericWorkloads.count(quick);
            candidates.addAll(PlainPython.candidates(name, count));
            candidates.add(Jython.candidate(name, count));
        }
        candidates.addAll(workload.others());
        return new Trial(workload.workload(), inOrder(candidates, LeftOut.of(name, quick)));
    }

    /** Of two of one name the last, a workload's own way. */
    private static List<Candidate> inOrder(List<Candidate> candidates, LeftOut leftOut) {
        Map<String, Candidate> byName = new HashMap<>();
        candidates.forEach(candidate -> byName.put(candidate.model().name(), candidate));
        return byName.values().stream()
                .map(leftOut::apply)
                .sorted(Comparator.comparingInt(one -> ORDER.indexOf(one.model().name())))
                .toList();
    }

    private static Candidate interpreter(String workload, boolean quick) {
        return Interpreter.candidate(
                JobProcess.class, Duration.ofSeconds(60), workload, Boolean.toString(quick));
    }
}
