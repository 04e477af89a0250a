package dev.heddle.demo.io.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Saves bodies into files of one directory, streamed, on a thread of its own: a server is read no
 * faster than the disk takes its body.
 */
final class BodyFiles implements BodySink {
    /** Pieces of one body that may wait for the disk. */
    private static final int BEHIND = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;
    private final Scheduler disk = Schedulers.newSingle("heddle-bodies", true);

    private BodyFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory where there is none.
     *
     * @throws IOException if no file can be made in it, either
     */
    static BodyFiles in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path probe = directory.resolve("." + ProcessHandle.current().pid() + ".probe");
        Files.newOutputStream(probe).close();
        Files.delete(probe);
        return new BodyFiles(directory);
    }

    @Override
    public Publisher<Void> take(Request request, Flux<byte[]> body, Result.Answer answer) {
        if (answer.status >= Result.FIRST_BAD_STATUS) {
            return body.then();
        }
        var file = new BodyFile(directory, FileNames.of(request.distinctUrl()));
        return body.publishOn(disk, BEHIND)
                .doOnNext(file::write)
                .then(Mono.<Void>fromRunnable(file::commit).subscribeOn(disk))
                .doOnSuccess(_ -> answer.file = file.name())
                .doFinally(_ -> abandon(file));
    }

    /** On the disk's thread, so that it comes after what is being written; no-op if committed. */
    private void abandon(BodyFile file) {
        disk.schedule(file::abandon);
    }

    @Override
    public void close() {
        disk.disposeGracefully().block(PATIENCE);
    }
}
