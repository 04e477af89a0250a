package dev.heddle.benchmarks.connections;

import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The process at the other end of the connections, led by a line for each step. It waits for no
 * socket longer than its own deadline, and so nobody waits for it for ever.
 */
final class Counterpart implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private Counterpart(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static Counterpart start(Class<?> main, String... arguments) throws IOException {
        var builder = new ProcessBuilder(Surroundings.java(main, arguments));
        return new Counterpart(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    void tell(String order) {
        orders.println(order);
    }

    /** Waits for its next number. */
    int hear() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the process at the other end has ended");
        }
        return Integer.parseInt(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
