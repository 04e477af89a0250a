package dev.heddle.lab.peer;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a workload in another program, which measures itself. Each line {@code round} on its
 * standard input is answered by one line of JSON on its standard output: {@code {"answer": …,
 * "nanos": …, "cpuNanos": …}}, or {@code {"absent": "why"}} if it lacks something. Without {@code
 * nanos} or {@code cpuNanos} the trial measures them. Its standard error is its log, whose last
 * lines are told when it fails; at the end of its standard input it shall end.
 *
 * <p>A program that does not answer in time is killed, with those it started. Interrupting the
 * thread that waits for it ends the wait; {@link #close} ends the program.
 */
public final class PeerRunner implements Runner {
    private final Program program;
    private final Duration deadline;

    /** What it has to read before its first order. */
    private final String preface;

    /** The first round's deadline is longer, since the program starts in it. */
    private boolean started;

    private PeerRunner(Program program, String preface, Duration deadline) {
        this.program = program;
        this.preface = preface;
        this.deadline = deadline;
    }

    /**
     * Starts a program.
     *
     * @param command and its arguments
     * @param deadline of its start and of each round
     * @throws AbsentException if there is no such program
     */
    public static PeerRunner start(List<String> command, Duration deadline) throws AbsentException {
        return start(String.join(" ", command), command, "", deadline);
    }

    /**
     * Starts a program in Python, without a file of it: its standard input brings it its text.
     *
     * @param python which runs it
     * @param texts modules that it may import, and last the program itself, which finds its
     *     arguments in {@code sys.argv[1:]}
     * @param arguments for it
     * @param deadline of its start and of each round
     * @throws AbsentException if the interpreter cannot be started
     */
    public static PeerRunner start(
            Python python, List<PythonText> texts, List<String> arguments, Duration deadline)
            throws AbsentException {
        String executable = python.executable().toString();
        String name = "%s.py of %s".formatted(texts.getLast().module(), executable);
        var command = new ArrayList<>(List.of(executable, "-c", PythonLoader.CODE));
        command.addAll(arguments);
        return start(name, command, PythonLoader.line(texts), deadline);
    }

    private static PeerRunner start(
            String name, List<String> command, String preface, Duration deadline)
            throws AbsentException {
        try {
            return new PeerRunner(Program.start(name, command), preface, deadline);
        } catch (IOException e) {
            throw new AbsentException(Excerpt.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Round round() throws IOException, AbsentException, InterruptedException {
        program.order(started ? "round" : preface + "round");
        String line = program.answer(started ? deadline : deadline.multipliedBy(2));
        started = true;
        var json = parse(line);
        if (json.has("absent")) {
            throw new AbsentException(json.get("absent").asString());
        }
        if (!json.hasNonNull("answer")) {
            throw new IOException("its line has no answer: " + Excerpt.of(line));
        }
        return new Round(
                answer(json.get("answer")), duration(json, "nanos"), duration(json, "cpuNanos"));
    }

    private static JsonNode parse(String line) throws IOException {
        try {
            var json = JsonMapper.shared().readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new IOException("it wrote what is no JSON: " + Excerpt.of(line), e);
        }
        throw new IOException("it wrote what is no JSON object: " + Excerpt.of(line));
    }

    private static Object answer(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(PeerRunner::answer).toList();
        }
        return node.isNumber() ? node.numberValue() : node.asString();
    }

    private static @Nullable Duration duration(JsonNode json, String field) throws IOException {
        if (!json.has(field)) {
            return null;
        }
        var nanos = json.get(field);
        if (!nanos.isIntegralNumber() || !nanos.canConvertToLong() || nanos.asLong() < 0) {
            throw new IOException(
                    field + " must be a number from 0: " + Excerpt.of(nanos.toString()));
        }
        return Duration.ofNanos(nanos.asLong());
    }

    @Override
    public void close() {
        program.close();
    }
}
