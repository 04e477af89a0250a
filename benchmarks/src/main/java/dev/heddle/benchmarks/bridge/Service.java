package dev.heddle.benchmarks.bridge;

import static dev.heddle.Async.await;
import static dev.heddle.Async.sleep;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.TaskGroup;
import dev.heddle.http.HttpSession;
import dev.heddle.worker.Work;
import dev.heddle.worker.WorkerPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** How long light requests of a service take while it computes for others. */
final class Service {
    private static final int STEPS = 20_000_000;
    private static final int OTHERS = 4;
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Work<Integer, Long> COMPUTE = Works::compute;

    private final String base;
    private final Histogram latency = new Histogram(3);

    private Service(String base) {
        this.base = base;
    }

    static Exercise inPool(WorkerPool pool) {
        return measure(() -> await(pool.submit(COMPUTE, STEPS)), OTHERS);
    }

    static Exercise inPlace() {
        return measure(() -> Works.compute(STEPS), OTHERS);
    }

    static Exercise atRest() {
        return measure(() -> 0L, 0);
    }

    private static Exercise measure(Callable<Long> report, int others) {
        var loops = EventLoops.open(1);
        var server =
                HttpServer.create()
                        .host("localhost")
                        .port(0)
                        .runOn(loops.resources())
                        .route(routes ->
                                routes.get("/light", (_, out) -> out.sendString(Mono.just("light")))
                                        .get(
                                                "/report",
                                                (_, out) ->
                                                        out.sendString(
                                                                loops.mono(report)
                                                                        .map(String::valueOf))))
                        .bindNow();
        var client = EventLoop.open();
        String base = "http://localhost:" + server.port();
        return requests -> client.mono(() -> new Service(base).ask(requests, others)).block();
    }

    private List<Long> ask(int requests, int others) throws Exception {
        try (var http = HttpSession.create();
                var group = TaskGroup.open()) {
            for (int i = 0; i < others; i++) {
                group.spawn(() -> askForReports(http));
            }
            for (int i = 0; i < requests; i++) {
                sleep(PAUSE);
                long start = System.nanoTime();
                var _ = await(http.get(base + "/light").text());
                latency.recordValue(System.nanoTime() - start);
            }
            group.cancel();
        }
        return List.of(
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getMaxValue());
    }

    private void askForReports(HttpSession http) {
        while (true) {
            var _ = await(http.get(base + "/report").text());
        }
    }
}
