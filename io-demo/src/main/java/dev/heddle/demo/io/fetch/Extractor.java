package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.await;

import dev.heddle.DeadlineExceededException;
import dev.heddle.demo.io.fetch.extract.ExtractException;
import dev.heddle.demo.io.fetch.extract.Extraction;
import dev.heddle.demo.io.fetch.extract.Page;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.List;

/**
 * Takes out of bodies what the user wants, on a pool of as many threads as there are cores, while
 * the loop goes on fetching.
 */
final class Extractor implements AutoCloseable {
    /** With all the bodies before it; a page that takes so long is made to. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final String KIND = "extract";

    private final Extraction extraction;
    private final WorkerPool pool;

    private Extractor(Extraction extraction, WorkerPool pool) {
        this.extraction = extraction;
        this.pool = pool;
    }

    /**
     * Starts the workers.
     *
     * @param atOnce how many bodies there may be at a time
     * @throws CommandFailure if an expression cannot be read
     */
    static Extractor open(List<String> expressions, int atOnce) {
        return new Extractor(
                extraction(expressions),
                WorkerPool.ofThreads()
                        .name("heddle-extract")
                        .queue(atOnce)
                        .deadline(DEADLINE)
                        .open());
    }

    private static Extraction extraction(List<String> expressions) {
        try {
            return Extraction.of(expressions);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--extract " + e.getMessage());
        }
    }

    /** Parks the task until a worker has read the body. */
    Result extract(Result result, Page page) {
        try {
            return result.withExtracted(await(pool.submit(extraction::apply, page)));
        } catch (ExtractException e) {
            return failed(result, String.valueOf(e.getMessage()));
        } catch (DeadlineExceededException _) {
            return failed(
                    result, "the body takes longer to read than " + DEADLINE.toSeconds() + " s");
        }
    }

    private static Result failed(Result result, String why) {
        return result.withFailure(new Result.Failure(KIND, why));
    }

    @Override
    public void close() {
        pool.close();
    }
}
