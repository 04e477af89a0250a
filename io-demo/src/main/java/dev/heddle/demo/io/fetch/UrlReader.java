package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.IoMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests from the lines of a file or a pipe, packed by gzip or not, read by a thread of its own,
 * a bounded number ahead: a pipe that has nothing yet parks the task that asks, never the loop.
 * Blank lines, lines that begin with {@code #}, and what the sieve holds back, are passed over.
 */
final class UrlReader implements UrlSource {
    /** Enough to hide the disk; little enough for a hundred thousand URLs in a small heap. */
    private static final int AHEAD = 256;

    private static final int GZIP_MAGIC = 0x8b1f;

    private static final Request END = Request.of("");

    private final InputStream in;
    private final String name;
    private final long size;
    private final RequestParser parser;
    private final @Nullable Sieve sieve;
    private final BlockingQueue<Request> queue = new ArrayBlockingQueue<>(AHEAD);
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
    UrlReader(InputStream in, String name, long size, RequestParser parser, @Nullable Sieve sieve) {
        this.in = in;
        this.name = name;
        this.size = size;
        this.parser = parser;
        this.sieve = sieve;
        this.thread = Thread.ofPlatform().daemon().name("heddle-input").unstarted(this::read);
        thread.start();
    }

    @Override
    public @Nullable Request next() throws InterruptedException {
        var request = queue.take();
        return request == END ? null : request;
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
            readUnpacked();
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

    private void readUnpacked() throws IOException, InterruptedException {
        var whole = new PushbackInputStream(in, 2);
        if (beginsAsGzip(whole)) {
            var unpacked = Gunzip.open(whole);
            var lines = new LineReader(unpacked);
            readLines(lines, unpacked::packedBytes);
        } else {
            var lines = new LineReader(whole);
            readLines(lines, lines::bytes);
        }
    }

    private static boolean beginsAsGzip(PushbackInputStream in) throws IOException {
        int first = in.read();
        int second = first < 0 ? -1 : in.read();
        if (second >= 0) {
            in.unread(second);
        }
        if (first >= 0) {
            in.unread(first);
        }
        return second >= 0 && (first | second << 8) == GZIP_MAGIC;
    }

    private void readLines(LineReader lines, LongSupplier position)
            throws IOException, InterruptedException {
        long count = 0;
        for (String text = lines.next(); text != null; text = lines.next()) {
            String line = text.strip();
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            var request =
                    lines.tooLong()
                            ? parser.overlong(line, lines.line(), lines.limit())
                            : parser.line(line, lines.line());
            if (sieve == null || sieve.passes(request)) {
                bytes = position.getAsLong();
                urls = ++count;
                queue.put(request);
            }
        }
    }
}
