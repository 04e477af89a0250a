package dev.heddle.benchmarks.bridge;

import dev.heddle.benchmarks.rounds.Contender;
import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to leave the loop for a worker and to come back, beside what it costs others. Each
 * contender is a process of its own; those of one table take turns, in several rounds. Prints
 * Markdown tables of medians with the lowest and the highest round.
 *
 * <p>Run by {@code benchmarks/bridge [rounds [figure…]]}.
 */
public final class Bridge {
    private final Path scripts;
    private final int rounds;

    private Bridge(Path scripts, int rounds) {
        this.scripts = scripts;
        this.rounds = rounds;
    }

    /**
     * Runs the comparison.
     *
     * @param args the directory of bridge_calls.py; the number of rounds; the figures to measure,
     *     all without any
     * @throws Exception if a contender does not work
     */
    public static void main(String... args) throws Exception {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        var figures = args.length > 2 ? List.of(args).subList(2, args.length) : List.<String>of();
        var bridge = new Bridge(Path.of(args[0]), rounds);
        for (var figure : chosen(figures)) {
            bridge.run(figure);
        }
    }

    private static List<Figure> chosen(List<String> names) {
        var all = Figure.all();
        var known = all.stream().map(Figure::name).toList();
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("the figures are " + known + ", not " + names);
        }
        return all.stream()
                .filter(figure -> names.isEmpty() || names.contains(figure.name()))
                .toList();
    }

    private void run(Figure figure) throws IOException, InterruptedException {
        var contenders = new LinkedHashMap<Figure.Row, Contender>();
        try {
            for (var row : figure.rows()) {
                var command = command(row.exercise());
                if (command != null) {
                    contenders.put(row, Contender.start(row.exercise(), command));
                }
            }
            measure(figure, contenders);
            print(figure, contenders);
        } finally {
            contenders.values().forEach(Contender::close);
        }
    }

    private @Nullable List<String> command(String exercise) throws InterruptedException {
        if (!exercise.startsWith("python")) {
            return Surroundings.java(BridgeProcess.class, exercise);
        }
        String[] words = exercise.split(" ");
        String module = words[0].startsWith("python-") ? words[0].substring(7) : "sys";
        var python = Surroundings.pythonWith(module);
        if (python == null) {
            System.err.println(words[1] + " is left out: no python3 here can import " + module);
            return null;
        }
        return List.of(python, scripts.resolve("bridge_calls.py").toString(), words[1]);
    }

    private void measure(Figure figure, Map<Figure.Row, Contender> contenders) throws IOException {
        for (var entry : contenders.entrySet()) {
            System.err.println(figure.name() + ": warming up " + entry.getKey().exercise());
            for (int i = 0; i < figure.warmUps(); i++) {
                entry.getValue().warmUp(entry.getKey().units());
            }
        }
        for (int round = 1; round <= rounds; round++) {
            System.err.println(figure.name() + ": round " + round + " of " + rounds);
            for (var entry : contenders.entrySet()) {
                entry.getValue().measure(entry.getKey().units());
            }
        }
    }

    private void print(Figure figure, Map<Figure.Row, Contender> contenders) {
        System.out.printf(
                Locale.ROOT,
                "%n### %s%n%n%d rounds in turn, %s, JDK %s%n%n",
                figure.title(),
                rounds,
                Surroundings.load(),
                Runtime.version());
        System.out.println(line("", figure.columns().stream().map(Figure.Column::heading)));
        System.out.println(line("---", figure.columns().stream().map(_ -> "---")));
        contenders.forEach((row, contender) ->
                System.out.println(
                        line(
                                row.label(),
                                figure.columns().stream()
                                        .map(column ->
                                                contender
                                                        .spread(column.value())
                                                        .cell(column.format())))));
    }

    private static String line(String first, Stream<String> others) {
        return "| " + first + others.collect(Collectors.joining(" | ", " | ", " |"));
    }
}
