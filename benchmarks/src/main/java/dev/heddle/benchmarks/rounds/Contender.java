package dev.heddle.benchmarks.rounds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A process that waits for its turn, and what it has measured so far. For each number on its stdin
 * it does so many units of its work and answers with a line of numbers, the first of which is how
 * many it has done.
 */
public final class Contender implements AutoCloseable {
    private static final int END_SECONDS = 5;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final List<List<Long>> rounds = new ArrayList<>();

    private Contender(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /**
     * Starts a contender.
     *
     * @param name what it is called in messages
     * @param command what to run
     * @return the running process
     * @throws IOException if it does not start
     */
    public static Contender start(String name, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Contender(name, builder.start());
    }

    /**
     * What it is called.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Lets it do some units whose time does not count.
     *
     * @param units how many
     * @throws IOException if it ends or does fewer
     */
    public void warmUp(int units) throws IOException {
        var _ = run(units);
    }

    /**
     * Lets it do some units, and keeps the figures.
     *
     * @param units how many
     * @throws IOException if it ends or does fewer
     */
    public void measure(int units) throws IOException {
        rounds.add(run(units));
    }

    private List<Long> run(int units) throws IOException {
        orders.println(units);
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + " ended");
        }
        var numbers = Stream.of(line.split(" ")).map(Long::valueOf).toList();
        if (numbers.getFirst() != units) {
            throw new IOException(name + " did " + numbers.getFirst() + " of " + units);
        }
        return numbers;
    }

    /**
     * A figure over all rounds measured.
     *
     * @param figure of the numbers of one round
     * @return its spread
     */
    public Spread spread(ToDoubleFunction<List<Long>> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    @Override
    public void close() {
        orders.close();
        try {
            // The end of its stdin ends it; a peer that does not mind is ended.
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
