package dev.heddle.lab.advise;

import dev.heddle.DeadlineExceededException;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.worker.CallOptions;
import dev.heddle.worker.ProcessPool;
import dev.heddle.worker.WorkerException;
import dev.heddle.worker.WorkerPool;
import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The process in which a work of a class path is tried. Whatever the work does ends there, and is
 * told in one sentence.
 */
final class Container {
    /** What an advice takes at most, above its first calls: JVMs that start, long rounds. */
    private static final Duration ALLOWANCE = Sizes.MOST.multipliedBy(2).plusMinutes(3);

    /** Of a call, to see whether it ends, and what it takes. */
    private static final int FIRST_CALLS = 12;

    private Container() {}

    /**
     * Tries a work.
     *
     * @throws CommandFailure if the order is wrong: no such class, no such method, no such input
     */
    static Advice advise(Contained.Order order) {
        try {
            var file = Files.createTempFile("heddle-advise", ".txt");
            file.toFile().deleteOnExit();
            try (var pool = open(order)) {
                return noting(order, submit(pool, order, new Diary(file)));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw CommandFailure.fault("cannot write a temporary file: " + e, e);
        }
    }

    /** Heddle's jars come first on the class path, so that the measuring is what was tested. */
    private static Advice noting(Contained.Order order, Advice advice) {
        String shared = ClassPaths.shared(Container.class.getClassLoader(), order.classPath());
        return shared.isEmpty() ? advice : advice.withNote(shared);
    }

    private static Advice submit(ProcessPool pool, Contained.Order order, Diary diary) {
        var options =
                CallOptions.DEFAULT.withDeadline(
                        ALLOWANCE.plus(order.deadline().multipliedBy(FIRST_CALLS)));
        try {
            var reply =
                    pool.submit(Contained::advise, order.writing(diary.file()), options).block();
            if (reply == null) {
                throw new IllegalStateException("the process gave no reply");
            }
            var advice = reply.advice();
            if (advice == null) {
                throw CommandFailure.usage(reply.mistake());
            }
            return advice;
        } catch (WorkerException e) {
            return none(order, died(order, e, diary.last()));
        } catch (DeadlineExceededException _) {
            return none(order, "the measurement did not end within its time; it was stopped");
        }
    }

    private static String died(Contained.Order order, WorkerException e, String doing) {
        String sentence = String.valueOf(e.getMessage());
        if (doing.startsWith("calls System.exit")) {
            return "the work " + doing + ", which ended its process";
        }
        if (e.kind() == WorkerException.Kind.OUT_OF_MEMORY) {
            return "the work ran out of memory with a heap of %s: give it more with --heap"
                    .formatted(Units.bytes((double) order.maxHeap()));
        }
        if (e.kind() == WorkerException.Kind.START_FAILED) {
            return "no process could be started with this class path: " + sentence;
        }
        return "the work ended its process: " + sentence;
    }

    private static Advice none(Contained.Order order, String reason) {
        String name = order.type() + (order.method().isEmpty() ? "" : "::" + order.method());
        return Advice.none(
                name, order.concurrency(), reason, "mend the work, or give it other inputs");
    }

    private static ProcessPool open(Contained.Order order) {
        return WorkerPool.ofProcesses()
                .name("advise")
                .size(1)
                .spares(0)
                .niceness(0)
                .maxHeap(order.maxHeap())
                .jvmOptions(jvmOptions(order).toArray(String[]::new))
                .allow(Contained.Order.class, Contained.Reply.class)
                .open();
    }

    private static List<String> jvmOptions(Contained.Order order) {
        var options = new ArrayList<String>();
        String ours = System.getProperty("java.class.path", "");
        options.addAll(List.of("-cp", ours + File.pathSeparator + order.classPath()));
        // A worker has the serial collector; a loop is measured with that of a service.
        if (ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(name -> name.startsWith("G1 "))) {
            options.addAll(List.of("-XX:-UseSerialGC", "-XX:+UseG1GC"));
        }
        options.addAll(
                List.of(
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dio.netty.jfr.enabled=false",
                        "-Djava.library.path=" + System.getProperty("java.library.path", "")));
        return options;
    }
}
