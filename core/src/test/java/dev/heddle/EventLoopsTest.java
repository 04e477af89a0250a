package dev.heddle;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

class EventLoopsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Test
    void tasksAreSpreadOverTheLoopsInTurn() {
        try (var loops = EventLoops.open(3)) {
            List<String> names =
                    IntStream.range(0, 6)
                            .mapToObj(_ -> loops.spawn(() -> EventLoop.current().name()))
                            .map(task -> task.mono().block(DEADLINE))
                            .toList();
            assertThat(names.subList(0, 3)).doesNotHaveDuplicates();
            assertThat(names.subList(3, 6)).isEqualTo(names.subList(0, 3));
        }
    }

    @Test
    void aTaskOfOneOfThemStaysOnItsLoop() {
        try (var loops = EventLoops.open(3)) {
            var last = loops.loops().getLast();
            String child =
                    last.mono(() -> await(loops.spawn(() -> EventLoop.current().name())))
                            .block(DEADLINE);
            assertThat(child).isEqualTo(last.name());
        }
    }

    @Test
    void aTaskMayAwaitOneOfAnotherLoop() {
        try (var loops = EventLoops.open(2)) {
            var there = loops.loops().getLast();
            String answer =
                    loops.loops()
                            .getFirst()
                            .mono(() ->
                                    await(there.spawn(() -> "from " + EventLoop.current().name())))
                            .block(DEADLINE);
            assertThat(answer).isEqualTo("from " + there.name());
        }
    }

    @Test
    void aServersHandlersRunOnTheLoopOfTheirConnectionAndEachLoopGetsSome() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (var loops = EventLoops.open(2)) {
            var server =
                    HttpServer.create()
                            .host("127.0.0.1")
                            .port(0)
                            .runOn(loops.resources())
                            .handle((request, response) -> {
                                String atIo = EventLoop.current().name();
                                return response.sendString(
                                        loops.mono(() -> {
                                            seen.add(EventLoop.current().name());
                                            return String.valueOf(
                                                    atIo.equals(EventLoop.current().name()));
                                        }));
                            })
                            .bindNow();
            var client =
                    HttpClient.create(ConnectionProvider.newConnection())
                            .host("127.0.0.1")
                            .port(server.port());
            List<String> answers =
                    Flux.range(0, 20)
                            .flatMap(_ ->
                                    client.get().uri("/").responseContent().aggregate().asString())
                            .collectList()
                            .block(DEADLINE);
            server.disposeNow();
            assertThat(answers).hasSize(20).containsOnly("true");
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void closingClosesThemAll() {
        var loops = EventLoops.open(2);
        loops.close();
        for (var loop : loops.loops()) {
            assertThatThrownBy(() -> loop.spawn(() -> 1))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining(loop.name());
        }
    }

    @Test
    void theGroupNettySeesCannotBeShutDownFromThere() throws Exception {
        try (var loops = EventLoops.open(2)) {
            var group = loops.resources().onServer(true);
            assertThat(group.shutdownGracefully().await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(group.isShuttingDown()).isFalse();
            assertThat(loops.spawn(() -> "alive").mono().block(DEADLINE)).isEqualTo("alive");
        }
    }

    @Test
    void fewerThanOneIsRefused() {
        assertThatThrownBy(() -> EventLoops.open(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }
}
