package dev.heddle.lab.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running program that talks in lines. Used by one thread; two more of its own read what the
 * program writes, so that it never waits for us and we never longer than a deadline for it.
 */
final class Program implements AutoCloseable {
    /** For a program to end by itself once its standard input has, and for its last words. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final int LINES_AHEAD = 100;
    private static final int KEPT_LINES = 5;

    private static final Answer END = new Answer(null);

    private final String name;
    private final Process process;
    private final Writer orders;
    private final Thread answerReader;
    private final Thread logReader;

    /** What it wrote. */
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(LINES_AHEAD);

    /** The last lines of its log; guarded by itself. */
    private final ArrayDeque<String> log = new ArrayDeque<>();

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answerReader = reader("answers", this::readAnswers);
        this.logReader = reader("log", this::readLog);
    }

    /**
     * Starts one; throws if there is no such program.
     *
     * @param name for messages
     */
    static Program start(String name, List<String> command) throws IOException {
        return new Program(name, new ProcessBuilder(command).start());
    }

    private Thread reader(String what, Runnable body) {
        return Thread.ofPlatform().daemon().name(what + " of " + process.pid()).start(body);
    }

    private void readAnswers() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            putAll(lines);
            answers.put(END);
        } catch (InterruptedException e) {
            // Closed: nobody wants the rest.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Its pipe broke when it was killed; the end that follows tells no less.
            answers.offer(END);
        }
    }

    private void putAll(BufferedReader lines) throws IOException, InterruptedException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.put(new Answer(line));
        }
    }

    private void readLog() {
        try (var lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep("(its log broke off: " + e.getMessage() + ")");
        }
    }

    private void keep(String line) {
        if (line.isBlank()) {
            return;
        }
        synchronized (log) {
            log.addLast(Excerpt.of(line));
            if (log.size() > KEPT_LINES) {
                log.removeFirst();
            }
        }
    }

    /** Writes a line to its standard input. */
    void order(String line) throws IOException, InterruptedException {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    /**
     * The next line it writes.
     *
     * @param deadline after which it is killed
     * @throws IOException if there is none, with the last lines of its log
     */
    String answer(Duration deadline) throws IOException, InterruptedException {
        var answer = answers.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            kill();
            throw new IOException(
                    name
                            + " gave no answer within "
                            + deadline.toMillis()
                            + " ms and was killed"
                            + lastWords());
        }
        if (answer.line == null) {
            throw ended(null);
        }
        return answer.line;
    }

    private IOException ended(@Nullable Exception cause) throws InterruptedException {
        boolean gone = process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        logReader.join(GRACE);
        String how = gone ? " ended with exit code " + process.exitValue() : " ended its output";
        return new IOException(name + how + " instead of answering" + lastWords(), cause);
    }

    private String lastWords() {
        synchronized (log) {
            return log.isEmpty() ? "" : "; its last words: " + String.join(" | ", log);
        }
    }

    /** Ends its input, which tells it to end, and kills it and what it started if it does not. */
    @Override
    public void close() {
        try {
            orders.close();
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // It is gone already, or is killed now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
            answerReader.interrupt();
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * What it wrote.
     *
     * @param line null at the end
     */
    private record Answer(@Nullable String line) {}
}
