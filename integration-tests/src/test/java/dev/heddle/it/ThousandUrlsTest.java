package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.TaskGroup;
import dev.heddle.Transport;
import dev.heddle.http.HttpSession;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The main job: a thousand URLs of a slow server, at once, on one thread. */
class ThousandUrlsTest {
    private static final int URLS = 1_000;
    private static Stubs stubs;
    private static List<String> urls;

    @BeforeAll
    static void stub() {
        stubs = new Stubs();
        urls =
                IntStream.range(0, URLS)
                        .mapToObj(
                                i -> stubs.on("/" + i, Stubs.text("body " + i).withFixedDelay(50)))
                        .toList();
    }

    @AfterAll
    static void stop() {
        stubs.close();
    }

    private static List<String> bodies() {
        return IntStream.range(0, URLS).mapToObj(i -> "body " + i).toList();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void tasksFetchThemAllOnOneThread(Transport transport) {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        try (var loop = EventLoop.builder().transport(transport).open()) {
            List<String> fetched =
                    loop.mono(
                                    () -> {
                                        try (var http = HttpSession.create();
                                                var group = TaskGroup.open()) {
                                            var tasks =
                                                    urls.stream()
                                                            .map(url ->
                                                                    group.spawn(() -> {
                                                                        String body =
                                                                                await(
                                                                                        http.get(
                                                                                                        url)
                                                                                                .text());
                                                                        threads.add(carrier());
                                                                        return body;
                                                                    }))
                                                            .toList();
                                            return gather(tasks);
                                        }
                                    })
                            .block();
            assertThat(fetched).isEqualTo(bodies());
            assertThat(threads).containsExactly(loop.name());
        }
    }

    /** The platform thread under the current virtual one, as its own description names it. */
    private static String carrier() {
        String described = Thread.currentThread().toString();
        return described.substring(described.indexOf('@') + 1);
    }

    @Test
    void gatherWithALimitKeepsTheOrder() {
        List<String> fetched =
                EventLoop.run(() -> {
                    try (var http = HttpSession.create()) {
                        return gather(200, urls.stream().map(url -> http.get(url).text()).toList());
                    }
                });
        assertThat(fetched).isEqualTo(bodies());
    }

    @Test
    void severalLoopsShareTheWork() {
        try (var loops = EventLoops.open(2)) {
            var sessions = loops.loops().stream().map(HttpSession::create).toList();
            List<List<String>> halves =
                    Flux.range(0, 2)
                            .flatMapSequential(i ->
                                    loops.loops().get(i).mono(() -> fetchHalf(sessions.get(i), i)))
                            .collectList()
                            .block();
            assertThat(halves.stream().flatMap(List::stream)).containsExactlyElementsOf(bodies());
            sessions.forEach(HttpSession::close);
        }
    }

    private static List<String> fetchHalf(HttpSession http, int half) {
        int size = URLS / 2;
        Iterable<Callable<String>> bodies =
                urls.subList(half * size, (half + 1) * size).stream()
                        .map(url -> (Callable<String>) () -> await(http.get(url).text()))
                        .toList();
        return gather(100, bodies);
    }

    @Test
    void operatorsFetchThemAsWell() {
        try (var loop = EventLoop.open();
                var http = HttpSession.create(loop)) {
            List<String> fetched =
                    Flux.fromIterable(urls)
                            .flatMapSequential(url -> http.get(url).text(), 100)
                            .collectList()
                            .block();
            assertThat(fetched).isEqualTo(bodies());
        }
    }

    @Test
    void oneTaskIsOneStepOfAChain() {
        try (var loop = EventLoop.open();
                var http = HttpSession.create(loop)) {
            Mono<Integer> lengths =
                    loop.mono(() -> {
                        String first = await(http.get(urls.getFirst()).text());
                        String last = await(http.get(urls.getLast()).text());
                        return first.length() + last.length();
                    });
            assertThat(lengths.block()).isEqualTo("body 0".length() + "body 999".length());
        }
    }
}
