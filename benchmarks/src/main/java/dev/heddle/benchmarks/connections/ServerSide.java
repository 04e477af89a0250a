package dev.heddle.benchmarks.connections;

import dev.heddle.EventLoops;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server with so many connections, each of which has a request that waits in direct style until
 * all have come. Then once more, on the same connections.
 */
final class ServerSide {
    private static final int WARM_UP = 200;
    private static final int MINUTES = 5;

    private final EventLoops loops;
    private final Semaphore waiting = new Semaphore(0);
    private volatile CountDownLatch gate = new CountDownLatch(1);

    private ServerSide(EventLoops loops) {
        this.loops = loops;
    }

    public static void main(String... args) throws Exception {
        int count = Integer.parseInt(args[0]);
        try (var loops = EventLoops.open(1)) {
            var side = new ServerSide(loops);
            var server = side.serve();
            try {
                side.measure(server.port(), WARM_UP);
                side.measure(server.port(), count)
                        .print("Reactor Netty's `HttpServer`, a task for each request");
            } finally {
                server.disposeNow();
            }
        }
    }

    private DisposableServer serve() {
        return HttpServer.create()
                .host("0.0.0.0")
                .port(0)
                .runOn(loops.resources())
                .route(routes -> routes.get("/wait", this::answer))
                .bindNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return response.sendString(
                loops.mono(() -> {
                    waiting.release();
                    gate.await();
                    return "ok";
                }));
    }

    private Row measure(int port, int count) throws Exception {
        try (var clients = Counterpart.start(Peers.Client.class, Integer.toString(port))) {
            var row = new Row(count).start();
            answer(clients, count, count, row);
            answer(clients, count, 0, new Row(count));
            return row.idle();
        }
    }

    private void answer(Counterpart clients, int count, int opened, Row row) throws Exception {
        gate = new CountDownLatch(1);
        clients.tell(Integer.toString(opened));
        if (!waiting.tryAcquire(count, MINUTES, TimeUnit.MINUTES)) {
            throw new IOException(waiting.availablePermits() + " of " + count + " requests came");
        }
        row.held();
        gate.countDown();
        int answers = clients.hear();
        if (answers != count) {
            throw new IOException(answers + " of " + count + " were answered");
        }
        row.answered();
    }
}
