package dev.heddle.demo.cpu;

import dev.heddle.demo.cpu.model.Interpreter;
import dev.heddle.demo.cpu.model.JobModels;
import dev.heddle.demo.cpu.work.PlainWorkloads;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

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

    /** Workloads that a JVM without a compiler does not run, and why. */
    private static final Map<String, String> NOT_INTERPRETED =
            Map.of(
                    "matmul-1000", "left out: it takes half a minute without a compiler",
                    "matmul-3000", "left out: it takes a quarter of an hour without a compiler",
                    "password-hash", "left out: it takes half a minute without a compiler",
                    "garbage", "left out: it takes half a minute without a compiler",
                    "lost-update", "left out: one thread loses nothing");

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

    /** The same workloads with their jobs. */
    static List<CpuWorkload> workloads(boolean quick) {
        return PlainWorkloads.all(quick);
    }

    private static Trial trial(CpuWorkload workload, boolean quick) {
        SequencedMap<String, Candidate> byName = new LinkedHashMap<>();
        JobModels.of(workload.job()).forEach(candidate -> put(candidate, byName));
        put(interpreter(workload.workload().name(), quick), byName);
        // A workload's own way goes before the one for any job.
        workload.others().forEach(candidate -> put(candidate, byName));
        List<Candidate> candidates = new ArrayList<>(byName.values());
        candidates.sort(Comparator.comparingInt(one -> ORDER.indexOf(one.model().name())));
        return new Trial(workload.workload(), candidates);
    }

    private static void put(Candidate candidate, SequencedMap<String, Candidate> byName) {
        byName.put(candidate.model().name(), candidate);
    }

    private static Candidate interpreter(String workload, boolean quick) {
        String why = NOT_INTERPRETED.get(workload);
        if (why != null) {
            return Interpreter.without(why);
        }
        return Interpreter.candidate(
                JobProcess.class,
                Duration.ofSeconds(quick ? 10 : 60),
                workload,
                Boolean.toString(quick));
    }
}
