package dev.heddle.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The directories of a pool, which nobody else may look into: one for sockets and crash reports,
 * one for shared memory, which lives in memory where the system has a place for that. Each worker
 * gets one in each.
 */
public record WorkerDirectories(Path home, Path shared) implements AutoCloseable {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "heddle-";

    /** The kernel's limit for a socket's path is 108 bytes with its end, 104 on macOS. */
    private static final int LONGEST = 80;

    public static WorkerDirectories create() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path below = temporary.toString().length() > LONGEST ? Path.of("/tmp") : temporary;
        return create(below, Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : temporary);
    }

    /** Below directories of one's own choice. */
    public static WorkerDirectories create(Path home, Path shared) throws IOException {
        return new WorkerDirectories(privateDirectory(home), privateDirectory(shared));
    }

    private static Path privateDirectory(Path parent) throws IOException {
        return Files.createTempDirectory(
                parent,
                PREFIX,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A worker's own, in each. */
    WorkerDirectories ofWorker() throws IOException {
        return new WorkerDirectories(
                Files.createTempDirectory(home, "w"), Files.createTempDirectory(shared, "w"));
    }

    /** Deletes both with all that is in them. */
    @Override
    public void close() {
        try {
            try {
                delete(home);
            } finally {
                delete(shared);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    delete(file);
                }
            }
        }
        Files.deleteIfExists(directory);
    }
}
