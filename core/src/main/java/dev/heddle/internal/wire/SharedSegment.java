package dev.heddle.internal.wire;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that a pool and one worker share through a mapped file. Its room was written before it was
 * mapped, so a directory that is full is an IOException here and never a SIGBUS later. Not for
 * several threads at once.
 */
public final class SharedSegment implements AutoCloseable {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

    private final Path path;
    private final FileChannel file;
    private Arena arena = Arena.ofShared();
    private MemorySegment memory = MemorySegment.NULL;

    private SharedSegment(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** A new file of {@code size} bytes; nothing is left of it if that fails. */
    public static SharedSegment create(Path path, long size) throws IOException {
        SharedSegment segment =
                new SharedSegment(
                        path,
                        FileChannel.open(
                                path,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE));
        try {
            segment.grow(size);
            return segment;
        } catch (IOException | RuntimeException e) {
            segment.close();
            segment.unlink();
            throw e;
        }
    }

    /** The other side's file, as large as it is now. */
    public static SharedSegment attach(Path path) throws IOException {
        SharedSegment segment =
                new SharedSegment(
                        path,
                        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        try {
            segment.map();
            return segment;
        } catch (IOException | RuntimeException e) {
            segment.close();
            throw e;
        }
    }

    public MemorySegment memory() {
        return memory;
    }

    public long size() {
        return memory.byteSize();
    }

    /**
     * Makes it at least {@code size} bytes; {@link #memory} is another afterwards, with the same
     * bytes. What was written so far is given back if there is no room.
     *
     * @throws IOException naming the directory, what was needed and what is free
     */
    public void grow(long size) throws IOException {
        long old = file.size();
        if (size > old) {
            reserve(file, path, old, size);
        }
        map();
    }

    /** Sees what the other side has grown; works on an unlinked file, too. */
    public void map() throws IOException {
        Arena next = Arena.ofShared();
        try {
            memory = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size(), next);
        } catch (IOException | RuntimeException e) {
            next.close();
            throw e;
        }
        arena.close();
        arena = next;
    }

    /** Takes away the name: the memory goes with the last of the two that has it mapped. */
    public void unlink() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Unmaps. Any use of {@link #memory} fails with IllegalStateException afterwards. */
    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
        }
        file.close();
    }

    static void reserve(FileChannel file, Path path, long from, long to) throws IOException {
        try {
            for (long at = from; at < to; ) {
                ByteBuffer zeros = ZEROS.duplicate();
                zeros.limit((int) Math.min(zeros.capacity(), to - at));
                at += file.write(zeros, at);
            }
        } catch (IOException e) {
            IOException full = noRoom(path, to - from, e);
            try {
                file.truncate(from);
            } catch (IOException truncation) {
                full.addSuppressed(truncation);
            }
            throw full;
        }
    }

    private static IOException noRoom(Path path, long needed, IOException cause) {
        Path directory = path.toAbsolutePath().getParent();
        String free;
        try {
            free = Files.getFileStore(directory).getUsableSpace() + " bytes are free";
        } catch (IOException e) {
            free = "what is free is not known (" + e.getMessage() + ")";
        }
        return new IOException(
                "no room in %s: %d bytes are needed, %s (%s)"
                        .formatted(directory, needed, free, cause.getMessage()),
                cause);
    }
}
