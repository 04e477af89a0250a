package dev.heddle.benchmarks.gets;

import static dev.heddle.Async.await;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.http.HttpSession;

/** Heddle: direct-style tasks, each of which sends one request after the other. */
final class HeddleGets implements GetClient {
    private final EventLoop loop = EventLoop.open();
    private final HttpSession session;
    private final String base;
    private final int tasks;

    // Only touched by tasks of the loop.
    private int next;
    private int ok;

    HeddleGets(String base, int connections) {
        this.base = base;
        this.tasks = connections;
        this.session =
                HttpSession.builder()
                        .loop(loop)
                        .maxConnections(connections)
                        .maxConnectionsPerHost(connections)
                        .decompress(false) // as the others: what is asked for is the same
                        .build();
    }

    @Override
    public int run(int requests) {
        loop.mono(
                        () -> {
                            next = 0;
                            ok = 0;
                            try (var group = TaskGroup.open()) {
                                for (int i = 0; i < tasks; i++) {
                                    group.spawn(() -> work(requests));
                                }
                                group.join();
                            }
                            return ok;
                        })
                .block();
        return ok;
    }

    private void work(int requests) {
        while (next < requests) {
            String body = await(session.get(base + next++).text());
            if (body.length() > GOOD_BODY) {
                ok++;
            }
        }
    }
}
