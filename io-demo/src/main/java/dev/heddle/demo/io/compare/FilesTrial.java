package dev.heddle.demo.io.compare;

import static dev.heddle.Async.await;

import dev.heddle.lab.Kind;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Trial;
import dev.heddle.lab.Workload;
import dev.heddle.worker.WorkerPool;
import java.nio.file.Files;
import java.util.Locale;

/** Many small files, read and hashed. */
final class FilesTrial {
    private final Plan plan;
    private final Shared<FileTree> tree;

    private FilesTrial(Plan plan) {
        this.plan = plan;
        this.tree = new Shared<>(() -> FileTree.create(plan.calls()));
    }

    static Trial of(Plan plan) {
        var what =
                String.format(
                        Locale.ROOT,
                        "%,d files of %,d bytes, read whole and hashed; the system has them in"
                                + " memory after the first round",
                        plan.calls(),
                        FileTree.BYTES);
        return new Trial(
                new Workload("files", Kind.IO, what), new FilesTrial(plan).ways().candidates());
    }

    private Ways ways() {
        return new Ways(plan)
                .blocking("Files.readAllBytes", 1, this::reading)
                .add(
                        "heddle",
                        Side.HEDDLE,
                        "a task for each file, all on one event loop, which reads and hashes"
                                + " itself",
                        (bench, resources) -> new LoopWay(bench.loop(), reading(resources)))
                .add(
                        "heddle-pool",
                        Side.HEDDLE,
                        "a task for each file on one event loop, reading and hashing on"
                                + " WorkerPool.threads()",
                        (bench, resources) ->
                                new LoopWay(bench.loop(), pooled(resources, reading(resources))))
                .add(
                        "python-threads",
                        Side.PYTHON,
                        "a ThreadPoolExecutor of %d threads".formatted(plan.atOnce()),
                        PythonPeer.opener(resources ->
                                PythonPeer.arguments(
                                        "files",
                                        plan,
                                        tree.in(resources).root().toString(),
                                        Digest.SHA)));
    }

    private Calls reading(Resources resources) throws Exception {
        var files = tree.in(resources);
        return number -> Digest.SHA.of(Files.readAllBytes(files.file(number)));
    }

    private static Calls pooled(Resources resources, Calls calls) {
        var pool = resources.own(WorkerPool.threads());
        return number -> await(pool.submit(() -> calls.call(number)));
    }
}
