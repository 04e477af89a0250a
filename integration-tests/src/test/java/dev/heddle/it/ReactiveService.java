package dev.heddle.it;

import static dev.heddle.Async.await;

import dev.heddle.EventLoops;
import dev.heddle.worker.WorkerPool;
import io.netty.channel.group.ChannelGroup;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The README's service that computes, compiled: {@link ReadmeTest} compares the two, and {@link
 * ServiceStaysResponsiveTest} runs it.
 */
final class ReactiveService {
    private final EventLoops loops;
    private final WorkerPool cores;
    private final Users users = new Users();

    ReactiveService(EventLoops loops, WorkerPool cores) {
        this.loops = loops;
        this.cores = cores;
    }

    // @start region="service"
    DisposableServer serve(int port, ChannelGroup connections) { // cores is WorkerPool.threads()
        return HttpServer.create()
                .port(port)
                .runOn(loops.resources()) // loops is EventLoops.open(2)
                .channelGroup(connections) // without one, stopping does not wait for requests
                .route(routes -> routes.get("/users/{id}/report", this::report))
                .bindNow();
    }

    Publisher<Void> report(HttpServerRequest request, HttpServerResponse response) {
        Mono<String> report =
                loops.mono(() -> {
                    var user = await(users.find(request.param("id"))); // I/O: waits on the loop
                    return await(cores.submit(Reports::render, user)); // computes on a core
                });
        return response.sendString(report);
    }

    // @end

    Publisher<Void> light(HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(users.find(request.param("id")));
    }

    /** What not to do: computes where the I/O is. */
    Publisher<Void> inline(HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(
                loops.mono(() -> Reports.render(await(users.find(request.param("id"))))));
    }

    /** {@link #serve} with what a test asks for besides. */
    DisposableServer serveAll() {
        return HttpServer.create()
                .host("localhost")
                .port(0)
                .runOn(loops.resources())
                .route(routes ->
                        routes.get("/users/{id}", this::light)
                                .get("/users/{id}/report", this::report)
                                .get("/users/{id}/inline", this::inline))
                .bindNow();
    }

    /** Stands for a database: answers a little later. */
    private static final class Users {
        Mono<String> find(@Nullable String id) {
            return Mono.just("user " + id).delayElement(Duration.ofMillis(1));
        }
    }
}
