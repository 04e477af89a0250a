package dev.heddle.benchmarks.connections;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A session with so many connections, all of them asked for at once by a task each: a server of no
 * Heddle's holds every request until it has them all. Then once more, on the same connections.
 */
final class SessionSide {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int WARM_UP = 200;

    private final EventLoop loop;

    // Only touched by tasks of the loop.
    private int ok;

    private SessionSide(EventLoop loop) {
        this.loop = loop;
    }

    public static void main(String... args) throws Exception {
        int count = Integer.parseInt(args[0]);
        try (var loop = EventLoop.open()) {
            var side = new SessionSide(loop);
            side.measure(WARM_UP);
            side.measure(count).print("`HttpSession`, a task for each request");
        }
    }

    private Row measure(int count) throws Exception {
        try (var server = Counterpart.start(Peers.Server.class);
                var http = session(count)) {
            int port = server.hear();
            var row = new Row(count).start();
            ask(server, http, port, count, count, row);
            ask(server, http, port, count, 0, new Row(count));
            return row.idle();
        }
    }

    private HttpSession session(int count) {
        return HttpSession.builder()
                .loop(loop)
                .maxConnections(count)
                .maxConnectionsPerHost(count)
                .connectTimeout(LONG)
                .idleTimeout(LONG)
                .build();
    }

    private void ask(Counterpart server, HttpSession http, int port, int count, int opened, Row row)
            throws Exception {
        server.tell(Integer.toString(opened));
        CompletableFuture<Integer> answered = loop.mono(() -> askAll(http, port, count)).toFuture();
        expect(count, server.hear(), "requests were held");
        row.held();
        server.tell("answer");
        expect(count, answered.get(LONG.toMinutes(), TimeUnit.MINUTES), "answers were right");
        row.answered();
    }

    private int askAll(HttpSession http, int port, int count) {
        ok = 0;
        try (var group = TaskGroup.open()) {
            for (int i = 0; i < count; i++) {
                String url = "http://" + Peers.address(i) + ":" + port + "/wait";
                group.spawn(() -> {
                    if (await(http.get(url).text()).equals("ok")) {
                        ok++;
                    }
                });
            }
            group.join();
        }
        return ok;
    }

    private static void expect(int count, int actual, String what) throws IOException {
        if (actual != count) {
            throw new IOException(actual + " instead of " + count + " " + what);
        }
    }
}
