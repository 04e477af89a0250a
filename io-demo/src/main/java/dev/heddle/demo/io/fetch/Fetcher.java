package dev.heddle.demo.io.fetch;

import dev.heddle.TaskGroup;
import dev.heddle.http.HttpSession;
import dev.heddle.http.Retries;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what a source gives: a task per request, on one event loop. The source, the log and the
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
    private final @Nullable Extractor extractor;
    private final ResultLog log;
    private final Tally tally;
    private final LongSupplier nanoTime;
    private final HostLimits limits;
    private final Semaphore window;

    Fetcher(
            Options options,
            UrlSource source,
            BodySink bodies,
            @Nullable Extractor extractor,
            ResultLog log,
            Tally tally,
            LongSupplier nanoTime) {
        this.options = options;
        this.source = source;
        this.bodies = bodies;
        this.extractor = extractor;
        this.log = log;
        this.tally = tally;
        this.nanoTime = nanoTime;
        this.limits = new HostLimits(options.pace().concurrency(), options.pace().perHost());
        this.window =
                new Semaphore(
                        options.pace().perHost() < options.pace().concurrency()
                                ? options.pace().concurrency() + LOOK_AHEAD
                                : options.pace().concurrency());
    }

    /** The main task. Cancelling it leaves what is under way without a result. */
    void run() throws InterruptedException {
        var phases = new Phases();
        try (var session = session(phases);
                var group = TaskGroup.open()) {
            var exchanger =
                    new Exchanger(session, options, bodies, extractor, phases, tally, nanoTime);
            for (var request = source.next(); request != null; request = source.next()) {
                var next = request;
                window.acquire();
                group.spawn(() -> fetch(exchanger, next));
            }
            group.join();
        }
    }

    private HttpSession session(Phases phases) {
        var pace = options.pace();
        var builder =
                HttpSession.builder()
                        .maxConnections(pace.concurrency())
                        .maxConnectionsPerHost(pace.perHost())
                        .timeout(pace.timeout())
                        .retries(Retries.upTo(pace.retries()))
                        .maxRedirects(options.bounds().maxRedirects())
                        .observer(phases);
        options.network().applyTo(builder);
        if (pace.perSecondAndHost() > 0) {
            builder.ratePerHost(pace.perSecondAndHost());
        }
        if (options.bounds().blockPrivate()) {
            builder.addresses(PrivateAddresses::isPublic);
        }
        options.sending().shared().forEach(builder::header);
        if (!options.sending().headers().isEmpty()) {
            builder.credentialHeaders(options.sending().secrets());
        }
        return builder.build();
    }

    private void fetch(Exchanger exchanger, Request request) throws InterruptedException {
        try (var turn = limits.enter(request.url())) {
            tally.start(turn.host());
            var result = exchanger.exchange(request);
            log.add(result);
            tally.add(turn.host(), result);
        } finally {
            window.release();
        }
    }
}
