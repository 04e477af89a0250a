package dev.heddle.benchmarks.advice;

import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks for advice on each workload, measures all its models for longer, in other rounds, and prints
 * what following the advice costs: the time of the model it names, to that of the best one that
 * leaves the loop free. A workload without advice is a failure, and makes the exit code 1.
 *
 * <p>Run by {@code benchmarks/advice [seconds [workload…]]}.
 */
public final class Regret {
    private static final int SECONDS = 60;
    private static final int MINUTES_AT_MOST = 15;

    private Regret() {}

    /**
     * Runs the comparison.
     *
     * @param args how many seconds to measure all models of a workload; the workloads, all without
     *     any
     * @throws Exception if a workload does not work
     */
    public static void main(String... args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : SECONDS;
        var names = args.length > 1 ? List.of(args).subList(1, args.length) : Suite.names();
        System.out.printf("%s, JDK %s%n%n", Surroundings.load(), Runtime.version());
        System.out.println("| workload | advice | confidence | best | chosen / best | measured |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        var regrets = new ArrayList<Double>();
        var without = new ArrayList<String>();
        for (String name : names) {
            System.err.println(name + ": advice");
            var advised = Outcome.of(name, 0);
            System.err.println(name + ": measuring for " + seconds + " s");
            var truth = Outcome.of(name, seconds);
            double regret = truth.regret(advised.model());
            System.out.println(row(name, advised, truth, regret));
            if (Double.isNaN(regret)) {
                without.add(name);
            } else {
                regrets.add(regret);
            }
        }
        print(regrets);
        if (!without.isEmpty()) {
            System.out.printf(
                    "%nFailed: %d of %d workloads without advice: %s%n",
                    without.size(), names.size(), String.join(", ", without));
            System.exit(1);
        }
    }

    private static String row(String name, Outcome advised, Outcome truth, double regret) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                name,
                advised.model(),
                advised.confidence(),
                truth.best(),
                Double.isNaN(regret) ? "–" : String.format(Locale.ROOT, "%.3f", regret),
                truth.text());
    }

    private static void print(List<Double> regrets) {
        regrets.sort(null);
        if (regrets.isEmpty()) {
            System.out.println("\nNo advice was given.");
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%nmedian %.3f, worst %.3f, of %d workloads%n",
                regrets.get(regrets.size() / 2),
                regrets.getLast(),
                regrets.size());
    }

    /** What one process printed. */
    private record Outcome(String model, String confidence, Map<String, Figure> models) {
        private record Figure(double micros, boolean holdsLoop) {
            String text() {
                return String.format(Locale.ROOT, "%.3g µs%s", micros, holdsLoop ? " (held)" : "");
            }
        }

        static Outcome of(String name, int seconds) throws IOException, InterruptedException {
            var command = Surroundings.java(AdviceProcess.class, name, Integer.toString(seconds));
            // To a file: reading a pipe would wait for as long as the process holds it.
            var printed = Files.createTempFile("advice", ".txt");
            try {
                var process =
                        new ProcessBuilder(command)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .redirectOutput(printed.toFile())
                                .start();
                if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
                    System.err.println(name + ": stopped after " + MINUTES_AT_MOST + " min");
                    process.destroyForcibly();
                }
                return of(Files.readAllLines(printed));
            } finally {
                Files.delete(printed);
            }
        }

        private static Outcome of(List<String> lines) {
            var models = new LinkedHashMap<String, Figure>();
            String[] advice = {"", "none", "NONE"};
            for (String line : lines) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("advice")) {
                    advice = words;
                } else if (words[0].equals("model") && words.length == 4) {
                    double micros = Double.parseDouble(words[2]);
                    models.put(words[1], new Figure(micros, Boolean.parseBoolean(words[3])));
                }
            }
            return new Outcome(advice[1], advice[2], models);
        }

        /** The fastest that leaves the loop free; if none does, the fastest. */
        String best() {
            return models.entrySet().stream()
                    .min((a, b) -> Double.compare(cost(a.getValue()), cost(b.getValue())))
                    .map(Map.Entry::getKey)
                    .orElse("none");
        }

        private static double cost(Figure figure) {
            return figure.holdsLoop() ? figure.micros() + 1e9 : figure.micros();
        }

        /** NaN where no advice was given; infinite where it named what holds the loop. */
        double regret(String chosen) {
            var figure = models.get(chosen);
            var best = models.get(best());
            if (figure == null || best == null) {
                return Double.NaN;
            }
            return figure.holdsLoop() && !best.holdsLoop()
                    ? Double.POSITIVE_INFINITY
                    : figure.micros() / best.micros();
        }

        String text() {
            return models.entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue().text())
                    .collect(Collectors.joining(", "));
        }
    }
}
