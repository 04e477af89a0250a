package dev.heddle.demo.io.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * URLs from a file or a pipe, read by a thread of its own, a bounded number ahead: a pipe that has
 * nothing yet parks the task that asks, never the loop. Blank lines and lines that begin with
 * {@code #} are passed over.
 */
final class UrlReader implements UrlSource {
    /** Enough to hide the disk; little enough for a hundred thousand URLs in a small heap. */
    private static final int AHEAD = 256;

    /** As much of an overlong line as helps to find it. */
    private static final int SHOWN = 100;

    private static final Line END = new Line("", null);

    private final InputStream in;
    private final String name;
    private final long size;
    private final BlockingQueue<Line> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    // Written by the reading thread.
    private volatile long urls;
    private volatile long bytes;
    private volatile boolean complete;
    private volatile @Nullable String problem;

    /**
     * Starts reading.
     *
     * @param name what to call the input in messages
     * @param size in bytes, or {@link #UNKNOWN}
     */
    UrlReader(InputStream in, String name, long size) {
        this.in = in;
        this.name = name;
        this.size = size;
        this.thread = Thread.ofPlatform().daemon().name("heddle-input").unstarted(this::read);
        thread.start();
    }

    @Override
    public @Nullable Line next() throws InterruptedException {
        var line = queue.take();
        return line == END ? null : line;
    }

    @Override
    public long expected() {
        if (complete) {
            return urls;
        }
        return size > 0 && bytes > 0 ? Math.round((double) size / bytes * urls) : UNKNOWN;
    }

    @Override
    public boolean isCounted() {
        return complete;
    }

    @Override
    public @Nullable String problem() {
        return problem;
    }

    /** Stops reading; a read that waits for a pipe ends with the process. */
    @Override
    public void close() {
        thread.interrupt();
    }

    // --- on the reading thread --------------------------------------------------------------

    private void read() {
        try (in) {
            readLines(new LineReader(in));
        } catch (IOException e) {
            problem = "cannot read " + name + ": " + IoMessages.of(e);
        } catch (InterruptedException _) {
            // Closed: nobody asks for more.
            return;
        }
        end();
    }

    private void end() {
        complete = true;
        try {
            queue.put(END);
        } catch (InterruptedException _) {
            // Closed: nobody asks for more.
        }
    }

    private void readLines(LineReader lines) throws IOException, InterruptedException {
        long count = 0;
        for (String text = lines.next(); text != null; text = lines.next()) {
            String url = text.strip();
            if (!url.isEmpty() && url.charAt(0) != '#') {
                bytes = lines.bytes();
                urls = ++count;
                queue.put(lines.tooLong() ? overlong(url, lines.line()) : new Line(url, null));
            }
        }
    }

    private Line overlong(String url, long line) {
        return new Line(
                url.substring(0, Math.min(SHOWN, url.length())) + "…",
                "line "
                        + line
                        + " of "
                        + name
                        + " is longer than "
                        + LineReader.LONGEST
                        + " bytes");
    }
}
