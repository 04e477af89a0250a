package dev.heddle.lab.peer;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a workload in another program, which measures itself. Each line {@code round} on its
 * standard input is answered by one line of JSON on its standard output: {@code {"answer": …,
 * "nanos": …, "cpuNanos": …}}, or {@code {"absent": "why"}} if it lacks something. Its standard
 * error is its log.
 */
public final class PeerRunner implements Runner {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private PeerRunner(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /**
     * Starts a program.
     *
     * @param command and its arguments
     * @param deadline of its start and of each round
     * @throws AbsentException if there is no such program
     */
    public static PeerRunner start(List<String> command, Duration deadline) throws AbsentException {
        try {
            return new PeerRunner(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            throw new AbsentException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Round round() throws IOException, AbsentException {
        orders.println("round");
        String line = answers.readLine();
        if (line == null) {
            throw new EOFException("the process ended");
        }
        var json = JsonMapper.shared().readTree(line);
        if (json.has("absent")) {
            throw new AbsentException(json.get("absent").asString());
        }
        return new Round(
                answer(json.get("answer")),
                Duration.ofNanos(json.get("nanos").asLong()),
                Duration.ofNanos(json.get("cpuNanos").asLong()));
    }

    private static Object answer(JsonNode node) {
        return node.isNumber() ? node.numberValue() : node.asString();
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
    }
}
