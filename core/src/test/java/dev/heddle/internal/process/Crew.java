package dev.heddle.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.WorkRef;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workers for a test, and what became of them and of their calls, in order. */
final class Crew implements WorkerProcess.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** What the listener heard. */
    sealed interface Event {}

    record Ready() implements Event {}

    record StartFailed(WorkerFault why) implements Event {}

    record Result(long callId, @Nullable Object value) implements Event {}

    record Failed(long callId, Throwable failure) implements Event {}

    record Skipped(long callId) implements Event {}

    record Died(Death death) implements Event {}

    final WorkerDirectories directories;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicLong ids = new AtomicLong();
    private final List<WorkerProcess> workers = new ArrayList<>();

    /** Thrown at the next result, once. */
    volatile @Nullable Error trouble;

    Crew() throws IOException {
        this(WorkerDirectories.create());
    }

    Crew(WorkerDirectories directories) {
        this.directories = directories;
    }

    WorkerSettings settings() {
        return WorkerSettings.of(
                directories,
                Codec.of(List.of(Works.Point.class, Works.Trouble.class)),
                (type, message, cause) -> new IllegalStateException(type + ": " + message, cause),
                64L << 20);
    }

    WorkerSettings settings(String... jvmOptions) {
        return settings().withJvmOptions(List.of(jvmOptions));
    }

    WorkerProcess start() {
        return start(settings());
    }

    /** A worker that is ready. */
    WorkerProcess start(WorkerSettings settings) {
        var worker = launch(settings);
        next(Ready.class);
        return worker;
    }

    WorkerProcess launch(WorkerSettings settings) {
        var worker = WorkerProcess.start(settings, "crew-" + (workers.size() + 1), this);
        workers.add(worker);
        return worker;
    }

    long send(WorkerProcess worker, Works.Function work, @Nullable Object input) {
        return send(worker, work, input, false);
    }

    long send(WorkerProcess worker, Works.Function work, @Nullable Object input, boolean batch) {
        long id = ids.getAndIncrement();
        var call = new Outgoing(id, WorkRef.of((Serializable) work), batch, Map.of(), input);
        assertThat(worker.send(call)).as("sent").isTrue();
        return id;
    }

    Object call(WorkerProcess worker, Works.Function work, @Nullable Object input) {
        send(worker, work, input);
        return next(Result.class).value();
    }

    Throwable failure(WorkerProcess worker, Works.Function work, @Nullable Object input) {
        send(worker, work, input);
        return next(Failed.class).failure();
    }

    Death death(WorkerProcess worker, Works.Function work, @Nullable Object input) {
        send(worker, work, input);
        return next(Died.class).death();
    }

    <E extends Event> E next(Class<E> type) {
        try {
            var event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event instanceof Failed(long id, Throwable failure) && type != Failed.class) {
                throw new AssertionError("call " + id + " failed", failure);
            }
            assertThat(event).isInstanceOf(type);
            return type.cast(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    boolean hasNews() {
        return !events.isEmpty();
    }

    /** What is left in the pool's directories, the directories of workers too. */
    List<Path> files() {
        return Stream.of(directories.home(), directories.shared()).flatMap(Crew::below).toList();
    }

    private static Stream<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(f -> !f.equals(directory) && !f.endsWith("owner"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Until some other process has made a file; its directory is watched. */
    static void awaitFile(Path file) throws Exception {
        awaitFile(file, PATIENCE_SECONDS);
    }

    static void awaitFile(Path file, long seconds) throws Exception {
        try (var watch = file.getFileSystem().newWatchService()) {
            file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                var key = watch.poll(seconds, TimeUnit.SECONDS);
                assertThat(key).as("somebody made %s within %d s", file, seconds).isNotNull();
                key.pollEvents();
                key.reset();
            }
        }
    }

    /** What the system says of a process; waits, since orphans are the init process's to bury. */
    static void assertGone(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    /** Threads end a moment after the last thing they say. */
    static void joinThreads() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("crew-")) {
                try {
                    assertThat(thread.join(Duration.ofSeconds(30))).as("%s ended", thread).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    @Override
    public void close() {
        workers.forEach(w -> w.kill("the test is over"));
        joinThreads();
        directories.close();
    }

    @Override
    public void ready(WorkerProcess worker) {
        events.add(new Ready());
    }

    @Override
    public void startFailed(WorkerProcess worker, WorkerFault why) {
        events.add(new StartFailed(why));
    }

    @Override
    public void result(WorkerProcess worker, long callId, @Nullable Object value, long nanos) {
        var thrown = trouble;
        if (thrown != null) {
            trouble = null;
            throw thrown;
        }
        events.add(new Result(callId, value));
    }

    @Override
    public void failed(WorkerProcess worker, long callId, Throwable failure, long nanos) {
        events.add(new Failed(callId, failure));
    }

    @Override
    public void skipped(WorkerProcess worker, long callId) {
        events.add(new Skipped(callId));
    }

    @Override
    public void ending(WorkerProcess worker) {
        // Its death is what counts here.
    }

    @Override
    public void died(WorkerProcess worker, Death death) {
        events.add(new Died(death));
    }
}
