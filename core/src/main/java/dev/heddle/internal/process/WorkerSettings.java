package dev.heddle.internal.process;

import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.Failures;
import dev.heddle.internal.wire.WorkRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a pool have in common.
 *
 * @param directories the pool's, closed by the pool
 * @param codec knows the types that may travel
 * @param standIn makes what stands for a failure whose type cannot be had here
 * @param heapBytes the heap cap of a worker
 * @param jvmOptions the user's, after Heddle's own, so that they win
 * @param environment added to what the parent's environment gives
 * @param initializer run once in each new worker before it is ready
 * @param limits sizes and times
 * @param aotCache a file that makes starts fast; trained in the background when it is missing
 * @param crashReports where the reports of native crashes are kept
 */
public record WorkerSettings(
        WorkerDirectories directories,
        Codec codec,
        Failures.StandIn standIn,
        long heapBytes,
        List<String> jvmOptions,
        Map<String, String> environment,
        @Nullable Initializer initializer,
        Limits limits,
        @Nullable Path aotCache,
        @Nullable Path crashReports) {

    /** A worker with the defaults, a heap cap and nothing else. */
    public static WorkerSettings of(
            WorkerDirectories directories, Codec codec, Failures.StandIn standIn, long heapBytes) {
        return new WorkerSettings(
                directories,
                codec,
                standIn,
                heapBytes,
                List.of(),
                Map.of(),
                null,
                Limits.DEFAULT,
                null,
                null);
    }

    /** Which options the worker's JVM gets besides Heddle's own. */
    public WorkerSettings withJvmOptions(List<String> options) {
        return new WorkerSettings(
                directories,
                codec,
                standIn,
                heapBytes,
                options,
                environment,
                initializer,
                limits,
                aotCache,
                crashReports);
    }

    /** What each new worker runs first. */
    public WorkerSettings initializedBy(Initializer first) {
        return new WorkerSettings(
                directories,
                codec,
                standIn,
                heapBytes,
                jvmOptions,
                environment,
                first,
                limits,
                aotCache,
                crashReports);
    }

    /** Sizes and times other than the defaults. */
    public WorkerSettings within(Limits others) {
        return new WorkerSettings(
                directories,
                codec,
                standIn,
                heapBytes,
                jvmOptions,
                environment,
                initializer,
                others,
                aotCache,
                crashReports);
    }

    /** Where the AOT cache is, or is to be. */
    public WorkerSettings withAotCache(Path file) {
        return new WorkerSettings(
                directories,
                codec,
                standIn,
                heapBytes,
                jvmOptions,
                environment,
                initializer,
                limits,
                file,
                crashReports);
    }

    /** Where reports of native crashes are kept. */
    public WorkerSettings withCrashReports(Path directory) {
        return new WorkerSettings(
                directories,
                codec,
                standIn,
                heapBytes,
                jvmOptions,
                environment,
                initializer,
                limits,
                aotCache,
                directory);
    }

    /** Warm state: what to run, and on what. */
    public record Initializer(WorkRef work, @Nullable Object input) {}

    /**
     * Sizes in bytes, and times.
     *
     * @param inline larger payloads go through shared memory; at most {@link #MAX_INLINE}
     * @param result larger results are refused
     * @param start a worker that is not ready after this is killed
     * @param grace how long a retired worker, or one that closed its connection, may take to end
     * @param niceness how far it lets other processes go first, from 0, not at all, to 19
     */
    public record Limits(int inline, long result, Duration start, Duration grace, int niceness) {
        /** Below the cap of a frame. */
        public static final int MAX_INLINE = 512 << 10;

        public static final Limits DEFAULT =
                new Limits(64 << 10, 1L << 30, Duration.ofSeconds(30), Duration.ofSeconds(5), 0);

        public Limits {
            if (inline < 0 || inline > MAX_INLINE) {
                throw new IllegalArgumentException("inline: " + inline);
            }
        }
    }
}
