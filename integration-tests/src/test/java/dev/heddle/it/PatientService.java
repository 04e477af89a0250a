package dev.heddle.it;

import dev.heddle.EventLoops;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A service whose handlers wait in direct style until a test lets them go on. How it is stopped is
 * what docs/serving.md shows, compiled.
 */
final class PatientService implements AutoCloseable {
    private final EventLoops loops;
    private final DisposableServer server;

    /** The open connections. */
    final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    /** What the handlers wait for. */
    final CountDownLatch gate = new CountDownLatch(1);

    /** One permit for each handler that has begun, and for each that was cancelled. */
    final Semaphore begun = new Semaphore(0);

    final Semaphore cancelled = new Semaphore(0);

    /** On which threads handlers ran. */
    final Set<String> threads = ConcurrentHashMap.newKeySet();

    PatientService(EventLoops loops) {
        this.loops = loops;
        this.server = serve();
    }

    private DisposableServer serve() {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .runOn(loops.resources())
                .channelGroup(connections)
                .route(routes ->
                        routes.get("/wait/{id}", this::wait)
                                .get("/now", PatientService::now)
                                .get("/fail", this::fail))
                .bindNow();
    }

    private Publisher<Void> wait(HttpServerRequest request, HttpServerResponse response) {
        var id = request.param("id");
        return response.sendString(loops.mono(() -> answer(id)));
    }

    private String answer(String id) throws InterruptedException {
        threads.add(carrier());
        begun.release();
        try {
            gate.await(); // parks this task, never the loop
        } catch (InterruptedException e) {
            cancelled.release();
            throw e;
        }
        return "waited " + id;
    }

    private static Publisher<Void> now(HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(Mono.just("now"));
    }

    private Publisher<Void> fail(HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(
                loops.mono(() -> {
                    throw new IllegalStateException("on purpose");
                }));
    }

    /** The platform thread under the current virtual one, as its own description names it. */
    private static String carrier() {
        String described = Thread.currentThread().toString();
        return described.substring(described.indexOf('@') + 1);
    }

    int port() {
        return server.port();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    // @start region="stop"
    void stop(Duration grace) {
        try {
            server.disposeNow(grace); // refuses what is new, and waits for what was accepted
        } catch (IllegalStateException tooLate) {
            // The grace is over. Whose requests still run, closing the loops cancels.
        } finally {
            loops.close();
        }
    }

    // @end

    @Override
    public void close() {
        gate.countDown();
        stop(Duration.ofSeconds(10));
    }
}
