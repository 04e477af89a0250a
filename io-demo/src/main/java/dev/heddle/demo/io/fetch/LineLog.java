package dev.heddle.demo.io.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON lines, written by a thread of its own as they come: whatever ends the process,
 * each write is of whole lines.
 */
final class LineLog implements ResultLog {
    /** How many results may wait for the disk before tasks wait, too. */
    private static final int BEHIND = 1_024;

    /** A write this large costs as little per line as a larger one. */
    private static final int BATCH_BYTES = 32_768;

    private static final Result END = Result.unusable(Request.of(""), "", "");

    private final OutputStream out;
    private final Runnable onFailure;
    private final BlockingQueue<Result> queue = new ArrayBlockingQueue<>(BEHIND);
    private final Thread thread;

    // Only touched by the writing thread.
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(2 * BATCH_BYTES);

    // Written by the writing thread.
    private volatile @Nullable IOException failure;

    /**
     * Starts writing.
     *
     * @param onFailure told once, on the writing thread, that records are being lost
     */
    LineLog(OutputStream out, Runnable onFailure) {
        this.out = out;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().daemon().name("heddle-results").unstarted(this::run);
        thread.start();
    }

    @Override
    public void add(Result result) throws InterruptedException {
        queue.put(result);
    }

    @Override
    public void close() {
        try {
            queue.put(END);
            thread.join();
        } catch (InterruptedException _) {
            // Whoever interrupts wants to leave more than the last records.
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    // --- on the writing thread --------------------------------------------------------------

    private void run() {
        try (var records = new RecordWriter(batch)) {
            for (Result result = queue.take(); result != END; result = queue.take()) {
                records.write(result);
                if (queue.isEmpty() || batch.size() >= BATCH_BYTES) {
                    writeBatch();
                }
            }
            writeBatch();
        } catch (InterruptedException _) {
            // Nobody interrupts this thread.
        }
        closeFile();
    }

    /** Once a write has failed, what comes is taken and dropped, so that no task waits for ever. */
    private void writeBatch() {
        if (failure == null) {
            try {
                batch.writeTo(out);
            } catch (IOException e) {
                fail(e);
            }
        }
        batch.reset();
    }

    private void closeFile() {
        try {
            out.close();
        } catch (IOException e) {
            if (failure == null) {
                fail(e);
            }
        }
    }

    private void fail(IOException e) {
        failure = e;
        onFailure.run();
    }
}
