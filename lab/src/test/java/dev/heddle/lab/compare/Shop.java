package dev.heddle.lab.compare;

import dev.heddle.lab.Candidate;
import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Comparison;
import dev.heddle.lab.Trial;
import dev.heddle.lab.TrialListener;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.cli.Commands;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.lab.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A catalogue called {@code cpu} and somebody who knows all its results without measuring: what
 * {@link Samples} has.
 */
final class Shop implements Catalogue {
    /** What was measured, in this order. */
    final List<Trial> measured = new ArrayList<>();

    /** The workload at whose turn the thread is interrupted, as by Ctrl-C. */
    String interruptedAt = "";

    private final List<WorkloadResult> results = Samples.big().workloads();

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
        return results.stream()
                .map(result ->
                        new Trial(
                                result.workload(),
                                result.models().stream()
                                        .map(m -> Candidate.absent(m.model(), "nobody"))
                                        .toList()))
                .toList();
    }

    /** Runs {@code heddle compare args} with no terminal. */
    Run run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var stdio =
                new Stdio(
                        InputStream.nullInputStream(),
                        out,
                        err,
                        false,
                        false,
                        false,
                        false,
                        Stdio.USUAL_COLUMNS,
                        Stdio.USUAL_ROWS);
        String[] words = new String[args.length + 1];
        words[0] = "compare";
        System.arraycopy(args, 0, words, 1, args.length);
        var command = CompareCommand.measuredBy((_, listener) -> new Oracle(listener), this);
        int exitCode = new Commands("", List.of(command), Shop.class).run(stdio, words);
        return new Run(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    record Run(int exitCode, String out, String err) {}

    private final class Oracle implements Measurer {
        private final TrialListener listener;

        Oracle(TrialListener listener) {
            this.listener = listener;
        }

        @Override
        public WorkloadResult run(Trial trial) throws InterruptedException {
            String name = trial.workload().name();
            listener.workloadBegan(trial.workload(), trial.candidates().size());
            if (name.equals(interruptedAt)) {
                throw new InterruptedException();
            }
            measured.add(trial);
            return results.stream()
                    .filter(result -> result.workload().name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Comparison comparison(Heading heading, List<WorkloadResult> results) {
            return new Comparison(
                    heading.title(),
                    heading.command(),
                    heading.quick(),
                    Samples.big().environment(),
                    List.of(),
                    results);
        }

        @Override
        public void close() {}
    }
}
