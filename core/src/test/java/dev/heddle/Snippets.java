package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static dev.heddle.Async.timeout;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The examples in the Javadoc, compiled. {@link SnippetsTest} runs them. */
final class Snippets {
    private Snippets() {}

    static int run() {
        // @start region="run"
        int sum =
                EventLoop.run(() -> {
                    var loop = EventLoop.current();
                    Task<Integer> two =
                            loop.spawn(() -> {
                                sleep(Duration.ofMillis(10));
                                return 2;
                            });
                    int one = await(Mono.just(1));
                    return one + await(two);
                });
        // @end
        return sum;
    }

    static List<String> async() {
        return EventLoop.run(() -> {
            // @start region="async"
            Mono<String> slow = Mono.just("slow").delayElement(Duration.ofMillis(20));
            Mono<String> fast = Mono.just("fast");
            List<String> both = timeout(Duration.ofSeconds(5), () -> gather(List.of(slow, fast)));
            // @end
            return both;
        });
    }

    static int group() {
        return EventLoop.run(() -> {
            // @start region="group"
            var queue = new LinkedBlockingQueue<Integer>();
            try (var group = TaskGroup.open()) {
                group.spawn(() -> queue.put(1)); // java.util.concurrent parks only the task
                Task<Integer> taken = group.spawn(queue::take);
                group.join(); // if one child fails, the other is cancelled and this throws
                return await(taken);
            }
            // @end
        });
    }

    static Duration virtualTime() {
        // @start region="virtualTime"
        try (var virtual = VirtualTimeLoop.open()) {
            virtual.loop().mono(() -> timeout(Duration.ofHours(1), () -> "done")).block();
            virtual.loop().spawn(() -> sleep(Duration.ofHours(1))).mono().block();
            return virtual.elapsed(); // an hour, a moment later
        }
        // @end
    }

    static int loops() {
        // @start region="loops"
        try (var loops = EventLoops.open(2)) {
            DisposableServer server =
                    HttpServer.create()
                            .host("127.0.0.1")
                            .port(0)
                            .runOn(loops.resources())
                            .handle((request, response) ->
                                    response.sendString(loops.mono(() -> "hello")))
                            .bindNow();
            int port = server.port();
            server.disposeNow();
            return port;
        }
        // @end
    }
}
