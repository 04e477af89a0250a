package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.IoMessages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The records of earlier runs, and where the next ones go. A run that was killed may leave half a
 * line at the end: it is cut off, and its request has no record. Locked, so that no two runs append
 * to one file.
 */
final class RecordFile implements AutoCloseable {
    /** How each record begins; half a line that begins otherwise is somebody else's text. */
    private static final byte[] BEGINNING = "{\"url\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final int CHUNK = 65_536;

    private final FileChannel channel;
    private final RecordReader.Records records;

    private RecordFile(FileChannel channel, RecordReader.Records records) {
        this.channel = channel;
        this.records = records;
    }

    /**
     * Opens the file, or makes it.
     *
     * @param withoutFailures whether records of failures are taken out, to be fetched again
     * @throws CommandFailure if it holds anything else, which is left as it is
     */
    static RecordFile open(String name, boolean withoutFailures) {
        var file = Path.of(name);
        try {
            ensureRegular(file, name);
            return open(Files.exists(file) ? file.toRealPath() : file, name, withoutFailures);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot resume " + name + ": " + IoMessages.of(e));
        }
    }

    /**
     * Empties the file, or makes it; what is no regular file, such as a terminal, is written as it
     * is.
     *
     * @throws CommandFailure if another run is writing it, whose records stay
     */
    static OutputStream overwrite(String name) throws IOException {
        var file = Path.of(name);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return Files.newOutputStream(file);
        }
        var channel = lock(file, name);
        channel.truncate(0);
        return Channels.newOutputStream(channel);
    }

    private static RecordFile open(Path file, String name, boolean withoutFailures)
            throws IOException {
        var channel = lock(file, name);
        try {
            var records = records(channel, name);
            if (!withoutFailures || records.failed().isEmpty()) {
                return new RecordFile(channel, records);
            }
            rewrite(channel, file, records.failed());
        } catch (IOException | CommandFailure e) {
            channel.close();
            throw e;
        }
        channel.close();
        return open(file, name, false);
    }

    private static void ensureRegular(Path file, String name) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw CommandFailure.usage("--resume needs a regular file, which " + name + " is not");
        }
    }

    private static FileChannel lock(Path file, String name) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // Another run in this JVM; said below.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw CommandFailure.usage("another run is writing " + name);
    }

    /** Reads what is there, and leaves the channel at its end. */
    private static RecordReader.Records records(FileChannel channel, String name)
            throws IOException {
        long end = endOfLastLine(channel);
        ensureTornRecord(channel, end, name);
        // The stream has no file pointer but the channel's, and is not closed.
        channel.position(0);
        var records = RecordReader.read(Channels.newInputStream(channel), end, name);
        channel.truncate(end);
        channel.position(end);
        return records;
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK);
        for (long end = channel.size(); end > 0; end -= CHUNK) {
            long start = Math.max(0, end - CHUNK);
            fill(channel, chunk.clear().limit((int) (end - start)), start);
            for (int i = chunk.limit() - 1; i >= 0; i--) {
                if (chunk.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    private static void ensureTornRecord(FileChannel channel, long start, String name)
            throws IOException {
        int length = (int) Math.min(BEGINNING.length, channel.size() - start);
        var tail = ByteBuffer.allocate(length);
        fill(channel, tail, start);
        if (!tail.flip().equals(ByteBuffer.wrap(BEGINNING, 0, length))) {
            throw RecordReader.noRecords(name, "its end");
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
    }

    /** Either the old file or the new one is there, whatever happens. */
    private static void rewrite(FileChannel old, Path file, RecordReader.Ranges without)
            throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        try (var out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            long from = 0;
            for (int i = 0; i < without.count(); i++) {
                copy(old, from, without.start(i), out);
                from = without.end(i);
            }
            copy(old, from, old.size(), out);
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(FileChannel from, long start, long end, FileChannel to)
            throws IOException {
        for (long at = start; at < end; ) {
            at += from.transferTo(at, end - at, to);
        }
    }

    /** How many records there are of each request. */
    KeyCounts keys() {
        return records.keys();
    }

    /** Where records are appended; closing it closes this. */
    OutputStream append() {
        return Channels.newOutputStream(channel);
    }

    /** What closing could say was said by the stream. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing is written any more.
        }
    }
}
