package dev.heddle.benchmarks.gets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client process that waits for its turn, and what it has measured so far. */
final class Contender implements AutoCloseable {
    private static final int END_SECONDS = 5;

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();

    private Contender(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static Contender start(String name, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        return new Contender(name, builder.start());
    }

    String name() {
        return name;
    }

    /** Lets it send some requests whose time does not count. */
    void warmUp(int requests) throws IOException {
        run(requests);
    }

    /** Lets it send some requests, and keeps the figures. */
    void measure(int requests) throws IOException {
        String[] fields = run(requests);
        rates.add(requests * 1e9 / Long.parseLong(fields[1]));
        cpuMicros.add(Long.parseLong(fields[2]) / 1e3 / requests);
    }

    private String[] run(int requests) throws IOException {
        orders.println(requests);
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(name + " ended");
        }
        String[] fields = line.split(" ");
        if (Integer.parseInt(fields[0]) != requests) {
            throw new IOException(name + " got " + fields[0] + " answers to " + requests);
        }
        return fields;
    }

    Spread rates() {
        return Spread.of(rates);
    }

    Spread cpuMicros() {
        return Spread.of(cpuMicros);
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
