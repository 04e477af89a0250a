package dev.heddle.internal.process;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file from which a worker's JVM takes its classes loaded and linked (JEP 483, 514). Where it is
 * missing, or made for another class path or JDK, a worker that nobody waits for makes it at its
 * exit; beside it lies what it was made for.
 */
final class AotCache implements WorkerProcess.Listener {
    /** A cache that does not fit is no error: the worker starts as without. */
    private static final List<String> SILENT = List.of("-Xlog:aot*=off", "-Xlog:cds*=off");

    /** Dumping takes a second or two, and more on a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A failure is not to be repeated with each worker. */
    private static final Set<Path> TRAINED_HERE = ConcurrentHashMap.newKeySet();

    private final WorkerSettings settings;
    private final Path file;
    private final FileChannel lockFile;
    private final FileLock lock;

    private AotCache(WorkerSettings settings, Path file, FileChannel lockFile, FileLock lock) {
        this.settings = settings;
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** The options for a worker; trains the cache if there is none that fits. */
    static List<String> optionsFor(WorkerSettings settings) {
        Path cache = settings.aotCache();
        if (cache == null) {
            return List.of();
        }
        Path file = cache.toAbsolutePath();
        if (fits(file, settings)) {
            List<String> options = new ArrayList<>(SILENT);
            options.add("-XX:AOTCache=" + file);
            return options;
        }
        if (!classPathIsOfJars()) {
            WorkerProcess.LOG.info("no AOT cache: a JVM makes none of classes in directories");
        } else if (TRAINED_HERE.add(file)) {
            train(settings, file);
        }
        return List.of();
    }

    /** A training worker is to disturb nobody. */
    static int niceness(WorkerSettings settings) {
        boolean training =
                settings.jvmOptions().stream().anyMatch(o -> o.startsWith("-XX:AOTCacheOutput="));
        return training ? 19 : settings.limits().niceness();
    }

    private static boolean fits(Path file, WorkerSettings settings) {
        try {
            return Files.exists(file)
                    && Files.readString(description(file)).equals(describe(settings));
        } catch (IOException e) {
            // Not described: not ours, or half made.
            return false;
        }
    }

    private static boolean classPathIsOfJars() {
        for (String entry : CommandLine.classPath().split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                return false;
            }
        }
        return true;
    }

    private static Path description(Path file) {
        return beside(file, ".for");
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** What a cache depends on, as far as a JVM checks it too. */
    private static String describe(WorkerSettings settings) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(System.getProperty("java.vm.version")).append('\n');
        text.append(System.getProperty("java.home")).append('\n');
        text.append(settings.jvmOptions()).append('\n');
        for (String entry : CommandLine.classPath().split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            text.append(entry);
            if (Files.isRegularFile(path)) {
                text.append(' ').append(Files.size(path));
                text.append(' ').append(Files.getLastModifiedTime(path).toMillis());
            }
            text.append('\n');
        }
        return text.toString();
    }

    // --- training ---------------------------------------------------------------------------

    /** One at a time among all processes that share the file; whoever comes second does without. */
    private static void train(WorkerSettings settings, Path file) {
        try {
            Files.createDirectories(file.getParent());
            FileChannel lockFile =
                    FileChannel.open(
                            beside(file, ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                lockFile.close();
                return;
            }
            var trainer = new AotCache(settings, file, lockFile, lock);
            WorkerProcess.start(trainer.trainingSettings(), "heddle-aot-training", trainer);
        } catch (IOException | RuntimeException e) {
            WorkerProcess.LOG.warn("no AOT cache can be made at {}", file, e);
        }
    }

    private WorkerSettings trainingSettings() {
        List<String> options = new ArrayList<>(settings.jvmOptions());
        options.addAll(SILENT);
        options.add("-XX:AOTCacheOutput=" + unfinished());
        var limits = settings.limits();
        return new WorkerSettings(
                settings.directories(),
                settings.codec(),
                settings.standIn(),
                settings.heapBytes(),
                options,
                Map.copyOf(settings.environment()),
                settings.initializer(),
                new WorkerSettings.Limits(limits.inline(), limits.result(), PATIENCE, PATIENCE, 0),
                null,
                null);
    }

    private Path unfinished() {
        return beside(file, ".new");
    }

    @Override
    public void ready(WorkerProcess worker) {
        byte[] large = new byte[settings.limits().inline() + 1];
        List<Outgoing> rehearsal =
                List.of(
                        Rehearsal.ECHO.call(0, 1),
                        Rehearsal.ECHO.call(1, List.of("")),
                        Rehearsal.ECHO.call(2, new byte[1024]),
                        Rehearsal.ECHO.call(3, large),
                        Rehearsal.THROW.call(4, "on purpose"));
        rehearsal.forEach(worker::send);
        worker.retire();
    }

    @Override
    public void startFailed(WorkerProcess worker, WorkerFault why) {
        WorkerProcess.LOG.warn("no AOT cache was made at {}", file, why);
        release();
    }

    @Override
    public void result(WorkerProcess worker, long id, @Nullable Object value, long nanos) {}

    @Override
    public void failed(WorkerProcess worker, long id, Throwable failure, long nanos) {}

    @Override
    public void skipped(WorkerProcess worker, long callId) {}

    @Override
    public void ending(WorkerProcess worker) {
        // As it should.
    }

    @Override
    public void died(WorkerProcess worker, Death death) {
        try {
            if (Files.exists(unfinished())) {
                Files.deleteIfExists(description(file));
                Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
                Path draft = Files.writeString(beside(file, ".for.new"), describe(settings));
                Files.move(draft, description(file), StandardCopyOption.ATOMIC_MOVE);
            } else {
                WorkerProcess.LOG.warn("no AOT cache was made at {}: {}", file, death.cause());
            }
        } catch (IOException e) {
            WorkerProcess.LOG.warn("no AOT cache was made at {}", file, e);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            lock.release();
            lockFile.close();
            Files.deleteIfExists(beside(file, ".new.config"));
        } catch (IOException e) {
            WorkerProcess.LOG.warn("the lock beside {} could not be released", file, e);
        }
    }
}
