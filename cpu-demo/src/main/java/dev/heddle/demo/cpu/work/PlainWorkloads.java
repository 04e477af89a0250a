package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.CpuWorkload;
import dev.heddle.demo.cpu.job.Job;
import dev.heddle.demo.cpu.model.Jython;
import dev.heddle.demo.cpu.model.PlainPython;
import dev.heddle.lab.Candidate;
import dev.heddle.lab.Kind;
import dev.heddle.lab.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The workloads that no engine for arrays or columns can do: text, hashes, algorithms, objects. */
public final class PlainWorkloads {
    private final boolean quick;

    private PlainWorkloads(boolean quick) {
        this.quick = quick;
    }

    /**
     * All of them.
     *
     * @param quick whether sizes shall suit a short run
     */
    public static List<CpuWorkload> all(boolean quick) {
        var workloads = new PlainWorkloads(quick);
        return List.of(
                workloads.wordCount(),
                workloads.passwordHash(),
                workloads.tinyTasks(),
                workloads.garbage(),
                workloads.queens(),
                workloads.lostUpdate());
    }

    private int size(int whenQuick, int inFull) {
        return quick ? whenQuick : inFull;
    }

    private CpuWorkload wordCount() {
        int words = size(200_000, 2_000_000);
        return workload(
                "word-count",
                "how often each word occurs in a text of " + grouped(words) + " words",
                WordCount.job(words),
                withJython("word-count", words));
    }

    private CpuWorkload passwordHash() {
        int passwords = size(8, 32);
        int iterations = size(10_000, 20_000);
        return workload(
                "password-hash",
                passwords
                        + " passwords hashed by PBKDF2, "
                        + grouped(iterations)
                        + " iterations each",
                PasswordHash.job(passwords, iterations),
                PlainPython.candidates("password-hash", passwords, iterations));
    }

    private CpuWorkload tinyTasks() {
        int calls = size(10_000, 100_000);
        return workload(
                "tiny-tasks",
                grouped(calls) + " calls of about 100 ns each",
                TinyTasks.job(calls),
                PlainPython.candidates("tiny-tasks", calls));
    }

    private CpuWorkload garbage() {
        int indexes = 8;
        int entries = size(20_000, 100_000);
        return workload(
                "garbage",
                indexes + " indexes of " + grouped(entries) + " strings built and thrown away",
                Garbage.job(indexes, entries),
                PlainPython.candidates("garbage", indexes, entries));
    }

    private CpuWorkload queens() {
        int board = size(12, 13);
        return workload(
                "n-queens",
                "in how many ways %1$d queens stand on a board of %1$d × %1$d".formatted(board),
                Queens.job(board),
                withJython("n-queens", board));
    }

    private CpuWorkload lostUpdate() {
        int times = size(500_000, 2_000_000);
        List<Candidate> others = new ArrayList<>(new SharedCounter(times).candidates());
        PlainPython.candidates("lost-update", times).stream()
                // Its processes share no counter.
                .filter(candidate -> !candidate.model().name().equals("multiprocessing"))
                .forEach(others::add);
        others.add(Jython.demonstration("lost-update", times));
        return workload(
                "lost-update",
                "two that add 1 to a counter, " + grouped(times) + " times each",
                LostUpdate.job(times),
                others);
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static List<Candidate> withJython(String workload, int... sizes) {
        List<Candidate> candidates = new ArrayList<>(PlainPython.candidates(workload, sizes));
        candidates.add(Jython.candidate(workload, sizes));
        return candidates;
    }

    private static CpuWorkload workload(
            String name, String what, Job<?, ?> job, List<Candidate> others) {
        return new CpuWorkload(new Workload(name, Kind.CPU, what), job, others);
    }
}
