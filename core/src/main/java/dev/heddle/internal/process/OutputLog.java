package dev.heddle.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker prints: logged line by line with its name. The last lines are kept. */
final class OutputLog implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.heddle.worker.output");
    private static final int KEPT_LINES = 20;
    private static final int LONGEST_LINE = 4096;

    private final String worker;
    private final Reader output;
    private final Runnable atEnd;
    private final Thread thread;
    private final StringBuilder line = new StringBuilder();
    private int cut;

    // Guarded by itself.
    private final Deque<String> last = new ArrayDeque<>();

    private OutputLog(String worker, InputStream output, Runnable atEnd) {
        this.atEnd = atEnd;
        this.worker = worker;
        this.output = new InputStreamReader(output, StandardCharsets.UTF_8);
        this.thread = Thread.ofPlatform().daemon().name(worker + "-output").unstarted(this);
    }

    static OutputLog start(String worker, InputStream output, Runnable atEnd) {
        OutputLog log = new OutputLog(worker, output, atEnd);
        log.thread.start();
        return log;
    }

    /** The last lines, the oldest first. */
    List<String> lastLines() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /** Waits for the last line of a worker that is dead. */
    void awaitEnd(Duration patience) {
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        char[] buffer = new char[2048];
        try (output) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    add(buffer[i]);
                }
            }
        } catch (IOException e) {
            // The pipe is closed with the process: nothing more is to be read.
        }
        if (!line.isEmpty()) {
            endLine();
        }
        atEnd.run();
    }

    private void add(char c) {
        if (c == '\n') {
            endLine();
        } else if (line.length() >= LONGEST_LINE) {
            cut++;
        } else if (c != '\r') {
            line.append(c);
        }
    }

    private void endLine() {
        if (cut > 0) {
            line.append("… (").append(cut).append(" characters more)");
        }
        String text = line.toString();
        line.setLength(0);
        cut = 0;
        synchronized (last) {
            if (last.size() == KEPT_LINES) {
                last.removeFirst();
            }
            last.add(text);
        }
        LOG.info("{}: {}", worker, text);
    }
}
