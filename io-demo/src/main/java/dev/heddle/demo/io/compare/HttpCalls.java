package dev.heddle.demo.io.compare;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import dev.heddle.http.HttpSession;
import dev.heddle.worker.InProcessPool;
import dev.heddle.worker.WorkerPool;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * A GET for each call, by each client. All keep their connections for the next round, and have at
 * most as many as the plan has calls at once.
 */
final class HttpCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private HttpCalls() {}

    /** Blocks the calling thread itself: the JDK's HttpURLConnection, used by any thread. */
    static Calls blocking(Plan plan, Errand errand) {
        // Read once, at the first connection of this JVM; it would keep five.
        System.setProperty("http.maxConnections", Integer.toString(Math.max(1_000, plan.atOnce())));
        return number -> errand.digest().of(get(errand.url(number)));
    }

    private static byte[] get(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        try (var body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }

    /** The JDK's HttpClient, what is made of an answer on its own threads. */
    static IntFunction<CompletableFuture<Long>> jdk(Resources resources, Errand errand) {
        var client =
                resources.own(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(TIMEOUT)
                                .build());
        return number ->
                client.sendAsync(
                                HttpRequest.newBuilder(URI.create(errand.url(number)))
                                        .timeout(TIMEOUT)
                                        .build(),
                                BodyHandlers.ofByteArray())
                        .thenApply(response -> errand.digest().of(response.body()));
    }

    /** Reactor Netty's client on loops of its own; what takes milliseconds, as one does there. */
    static IntFunction<Mono<Long>> reactor(Resources resources, Plan plan, Errand errand) {
        var loops = loops(resources);
        var connections =
                ConnectionProvider.builder("compare-reactor")
                        .maxConnections(plan.atOnce())
                        .pendingAcquireMaxCount(-1)
                        .build();
        resources.own(() -> connections.disposeLater().block(TIMEOUT));
        var client =
                reactor.netty.http.client.HttpClient.create(connections)
                        .runOn(loops)
                        .responseTimeout(TIMEOUT);
        IntFunction<Mono<byte[]>> get =
                number ->
                        client.get()
                                .uri(errand.url(number))
                                .responseSingle((_, body) -> body.asByteArray());
        if (errand.digest() != Digest.PARSE_AND_HASH) {
            return number -> get.apply(number).map(errand.digest()::of);
        }
        var parallel = Schedulers.newParallel("compare-reactor-parallel");
        resources.own(parallel::dispose);
        return number -> get.apply(number).publishOn(parallel).map(errand.digest()::of);
    }

    /** Event loops of Reactor Netty's own, as many as it chooses. */
    static LoopResources loops(Resources resources) {
        var loops = LoopResources.create("compare-reactor");
        // Nothing comes any more, for which it would wait two seconds.
        resources.own(() -> loops.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT));
        return loops;
    }

    /** Heddle, everything on the loop. */
    static Calls direct(EventLoop loop, Resources resources, Plan plan, Errand errand) {
        var session = session(loop, resources, plan);
        return number -> errand.digest().of(await(session.get(errand.url(number)).bytes()));
    }

    /** Heddle, what is made of an answer on a pool of threads. */
    static Calls withPool(EventLoop loop, Resources resources, Plan plan, Errand errand) {
        var session = session(loop, resources, plan);
        InProcessPool pool = resources.own(WorkerPool.threads());
        return number -> {
            byte[] body = await(session.get(errand.url(number)).bytes());
            return await(pool.submit(() -> errand.digest().of(body)));
        };
    }

    private static HttpSession session(EventLoop loop, Resources resources, Plan plan) {
        return resources.own(
                HttpSession.builder()
                        .loop(loop)
                        .maxConnections(plan.atOnce())
                        .maxConnectionsPerHost(plan.atOnce())
                        // As long as the others keep theirs.
                        .idleTimeout(Duration.ofMinutes(10))
                        .timeout(TIMEOUT)
                        .decompress(false) // as the others: what is asked for is the same
                        .build());
    }
}
