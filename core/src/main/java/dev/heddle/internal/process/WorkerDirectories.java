package dev.heddle.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directories of a pool, which nobody else may look into: one for sockets and crash reports,
 * one for shared memory, which lives in memory where the system has a place for that. Each worker
 * gets one in each.
 *
 * <p>A file in them is locked as long as this JVM lives, whatever ends it. What a dead one has left
 * behind, if all its workers were killed with it, the next pool deletes.
 */
public final class WorkerDirectories implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerDirectories.class);
    private static final String OWNER = "owner";

    /** One that is younger may not have been locked yet. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "heddle-";

    /** The kernel's limit for a socket's path is 108 bytes with its end, 104 on macOS. */
    private static final int LONGEST = 80;

    /**
     * The names of those of this JVM. Nobody here may so much as open what locks them: to close a
     * file releases all locks that the process has on it (fcntl(2)).
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final Path shared;
    private final List<FileChannel> locks;

    private WorkerDirectories(Path home, Path shared, List<FileChannel> locks) {
        this.home = home;
        this.shared = shared;
        this.locks = locks;
    }

    public static WorkerDirectories create() throws IOException {
        return create(
                Files.isWritable(SHARED_MEMORY)
                        ? SHARED_MEMORY
                        : Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** With the shared memory below a directory of one's own choice. */
    public static WorkerDirectories create(Path shared) throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return create(
                temporary.toString().length() > LONGEST ? Path.of("/tmp") : temporary, shared);
    }

    /** Below directories of one's own choice. */
    public static WorkerDirectories create(Path home, Path shared) throws IOException {
        sweep(home);
        sweep(shared);
        Path ownHome = privateDirectory(home);
        Path ownShared = privateDirectory(shared);
        return new WorkerDirectories(ownHome, ownShared, List.of(lock(ownHome), lock(ownShared)));
    }

    public Path home() {
        return home;
    }

    public Path shared() {
        return shared;
    }

    private static FileChannel lock(Path directory) throws IOException {
        OURS.add(directory.getFileName());
        FileChannel file =
                FileChannel.open(
                        directory.resolve(OWNER),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        var _ = file.lock();
        return file;
    }

    private static void sweep(Path parent) {
        try (Stream<Path> found = Files.list(parent)) {
            found.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(WorkerDirectories::isOrphaned)
                    .forEach(WorkerDirectories::deleteQuietly);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("what others left in {} was not looked for", parent, e);
        }
    }

    /** Nobody holds the lock: neither this JVM nor another one. */
    private static boolean isOrphaned(Path directory) {
        if (OURS.contains(directory.getFileName())) {
            return false;
        }
        Path owner = directory.resolve(OWNER);
        try {
            var changed = Files.getLastModifiedTime(owner).toInstant();
            if (changed.isAfter(InstantSource.system().instant().minus(YOUNG))) {
                return false;
            }
            try (FileChannel file = FileChannel.open(owner, StandardOpenOption.WRITE)) {
                return file.tryLock() != null;
            }
        } catch (IOException _) {
            // None of ours, somebody else's, or alive.
            return false;
        }
    }

    private static void deleteQuietly(Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            LOG.debug("{} was left by a dead JVM and could not be deleted", directory, e);
        }
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
                Files.createTempDirectory(home, "w"),
                Files.createTempDirectory(shared, "w"),
                List.of());
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
        OURS.remove(home.getFileName());
        OURS.remove(shared.getFileName());
        for (FileChannel lock : locks) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
