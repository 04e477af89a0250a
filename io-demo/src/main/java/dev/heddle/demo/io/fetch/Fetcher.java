package dev.heddle.demo.io.fetch;

import static dev.heddle.Async.await;

import dev.heddle.TaskGroup;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpHead;
import dev.heddle.http.HttpSession;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Fetches what a source gives: a task per URL, on one event loop. The source, the log and the
 * semaphores are the JDK's; waiting for them parks a task and never the loop.
 */
final class Fetcher {
    /**
     * Tasks that may wait for their host while others' hosts are free; a waiting task costs about a
     * kilobyte.
     */
    private static final int LOOK_AHEAD = 10_000;

    private final Options options;
    private final UrlSource source;
    private final BodySink bodies;
    private final ResultLog log;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final HostLimits limits;
    private final Semaphore window;

    Fetcher(
            Options options,
            UrlSource source,
            BodySink bodies,
            ResultLog log,
            Tally tally,
            LongSupplier nanoTime) {
        this.options = options;
        this.source = source;
        this.bodies = bodies;
        this.log = log;
        this.tally = tally;
        this.nanoTime = nanoTime;
        this.limits = new HostLimits(options.concurrency(), options.perHost());
        this.window =
                new Semaphore(
                        options.perHost() < options.concurrency()
                                ? options.concurrency() + LOOK_AHEAD
                                : options.concurrency());
    }

    /** The main task. Cancelling it leaves what is under way without a result. */
    void run() throws InterruptedException {
        try (var session = session();
                var group = TaskGroup.open()) {
            for (var line = source.next(); line != null; line = source.next()) {
                var next = line;
                window.acquire();
                group.spawn(() -> fetch(session, next));
            }
            group.join();
        }
    }

    private HttpSession session() {
        return HttpSession.builder()
                .maxConnections(options.concurrency())
                .maxConnectionsPerHost(options.perHost())
                .timeout(options.timeout())
                .build();
    }

    private void fetch(HttpSession session, UrlSource.Line line) throws InterruptedException {
        try (var _ = limits.enter(line.url())) {
            tally.start();
            var result =
                    line.defect() == null
                            ? exchange(session, line.url())
                            : Result.unusable(line.url(), line.defect());
            log.add(result);
            tally.add(result);
        } finally {
            window.release();
        }
    }

    private Result exchange(HttpSession session, String url) {
        var answer = new Result.Answer();
        tally.begin();
        long start = nanoTime.getAsLong();
        try {
            await(session.get(url).exchange((head, body) -> read(url, head, body, answer)));
            return Result.answered(url, answer, nanoTime.getAsLong() - start);
        } catch (IllegalArgumentException e) {
            return Result.unusable(url, String.valueOf(e.getMessage()));
        } catch (HttpException | SaveException e) {
            return Result.failed(url, answer, nanoTime.getAsLong() - start, e);
        } finally {
            tally.end();
        }
    }

    private Publisher<Void> read(
            String url, HttpHead head, Flux<byte[]> body, Result.Answer answer) {
        answer.status = head.status();
        return bodies.take(url, body.doOnNext(part -> answer.bytes += part.length), answer);
    }
}
