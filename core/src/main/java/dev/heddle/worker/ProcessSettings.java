package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import dev.heddle.internal.process.WorkerDirectories;
import dev.heddle.internal.process.WorkerSettings;
import dev.heddle.internal.process.WorkerSettings.Limits;
import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.WorkRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pool of processes can be told besides. Not shared between threads while it is written. */
final class ProcessSettings {
    private static final long MIB = 1 << 20;

    private int spares = 1;
    private final List<Class<?>> allowed = new ArrayList<>();
    private long maxHeap = Math.max(64 * MIB, Runtime.getRuntime().maxMemory() / 4);
    private final List<String> jvmOptions = new ArrayList<>();
    private @Nullable Initializer initializer;
    private long recycleAfter = Long.MAX_VALUE;
    private long recycleAboveRss = Long.MAX_VALUE;
    private long maxResult = 1 << 30;
    private int quarantineAfter = 3;
    private @Nullable Path sharedMemory;
    private @Nullable Path crashReports;
    private @Nullable Path aotCache;

    record Initializer(Work<?, ?> work, @Nullable Object input) {
        WorkerSettings.Initializer forWorkers() {
            var ref = WorkRef.of(work);
            return new WorkerSettings.Initializer(ref, ref.input(work, input));
        }
    }

    void spares(int value) {
        spares = (int) atLeast(0, value, "spares");
    }

    void allow(List<Class<?>> types) {
        types.forEach(Codec::requireAllowable);
        allowed.addAll(types);
    }

    void maxHeap(long bytes) {
        maxHeap = atLeast(16 * MIB, bytes, "maxHeap");
    }

    void jvmOptions(List<String> options) {
        jvmOptions.addAll(options);
    }

    void initializer(Work<?, ?> work, @Nullable Object input) {
        requireNonNull(work, "work");
        var _ = WorkRef.of(work);
        initializer = new Initializer(work, input);
    }

    void recycleAfter(long calls) {
        recycleAfter = atLeast(1, calls, "recycleAfter");
    }

    void recycleAboveRss(long bytes) {
        recycleAboveRss = atLeast(64 * MIB, bytes, "recycleAboveRss");
    }

    void maxResult(long bytes) {
        maxResult = atLeast(1, bytes, "maxResult");
    }

    void quarantineAfter(int deaths) {
        quarantineAfter = (int) atLeast(1, deaths, "quarantineAfter");
    }

    void sharedMemory(Path directory) {
        sharedMemory = existing(directory, "sharedMemory");
    }

    void crashReports(Path directory) {
        crashReports = existing(directory, "crashReports");
    }

    void aotCache(Path file) {
        existing(file.toAbsolutePath().getParent(), "aotCache");
        aotCache = file;
    }

    private static long atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ": " + value);
        }
        return value;
    }

    private static Path existing(@Nullable Path directory, String what) {
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    what + ": there is no directory " + directory + "; make it first");
        }
        return directory;
    }

    /** In the form in which a worker process is told. */
    WorkerSettings forWorkers(WorkerDirectories directories, int niceness) {
        return new WorkerSettings(
                directories,
                Codec.of(allowed),
                WorkFailedException::new,
                maxHeap,
                List.copyOf(jvmOptions),
                Map.of(),
                initializer == null ? null : initializer.forWorkers(),
                new WorkerSettings.Limits(
                        Limits.DEFAULT.inline(),
                        maxResult,
                        Limits.DEFAULT.start(),
                        Limits.DEFAULT.grace(),
                        niceness),
                aotCache,
                crashReports);
    }

    /** Finds out now what would otherwise keep every worker from starting. */
    void check() {
        if (initializer != null) {
            try {
                var _ = Codec.of(allowed).encode(initializer.forWorkers().input());
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "the input of the initializer cannot be sent: " + e.getMessage(), e);
            }
        }
    }

    WorkerDirectories directories() throws IOException {
        return sharedMemory == null
                ? WorkerDirectories.create()
                : WorkerDirectories.create(sharedMemory);
    }

    int spares() {
        return spares;
    }

    List<Class<?>> allowed() {
        return allowed;
    }

    long maxHeap() {
        return maxHeap;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    @Nullable Initializer initializer() {
        return initializer;
    }

    long recycleAfter() {
        return recycleAfter;
    }

    long recycleAboveRss() {
        return recycleAboveRss;
    }

    long maxResult() {
        return maxResult;
    }

    int quarantineAfter() {
        return quarantineAfter;
    }

    @Nullable Path sharedMemory() {
        return sharedMemory;
    }

    @Nullable Path crashReports() {
        return crashReports;
    }

    @Nullable Path aotCache() {
        return aotCache;
    }
}
