package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heddle.Action;
import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.Task;
import dev.heddle.TaskCancelledException;
import dev.heddle.http.HttpSession;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

/** A database driven by R2DBC on the loop's own thread, beside HTTP, in direct style. */
@Timeout(120)
class ReactiveDatabaseTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        database = Database.start();
    }

    @Test
    void rowsAndPagesArriveOnTheOneThreadOfTheLoop() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        String thread;
        try (var stubs = new Stubs()) {
            String url = stubs.on("/page", Stubs.text("body"));
            thread =
                    onALoop(() -> {
                        var connection = await(database.reactive(resources()).create());
                        await(rowThreads(connection).doOnNext(threads::add).then());
                        try (var http = HttpSession.create()) {
                            await(
                                    http.get(url)
                                            .text()
                                            .doOnNext(_ -> threads.add(threadName()))
                                            .then());
                        }
                        await(connection.close());
                    });
        }
        assertThat(threads).containsExactly(thread);
    }

    @Test
    void aConnectionLivesOnTheLoopOfTheTaskThatOpensIt() {
        try (var loops = EventLoops.open(2)) {
            var factory = database.reactive(loops.resources());
            for (var loop : loops.loops()) {
                String rows = loop.mono(() -> rowThread(factory)).block(DEADLINE);
                String thread = loop.mono(ReactiveDatabaseTest::callbackThread).block(DEADLINE);
                assertThat(rows).isEqualTo(thread);
            }
        }
    }

    private static String rowThread(PostgresqlConnectionFactory factory) {
        var connection = await(factory.create());
        String thread = await(rowThreads(connection).last());
        await(connection.close());
        return thread;
    }

    @Test
    void withoutTheLoopsResourcesRowsArriveElsewhere() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        String thread =
                onALoop(() -> {
                    var connection = await(database.reactiveElsewhere().create());
                    await(rowThreads(connection).doOnNext(threads::add).then());
                    await(connection.close());
                });
        assertThat(threads).hasSize(1).doesNotContain(thread);
    }

    @Test
    void pagesAreKeptInOneTransaction() {
        try (var stubs = new Stubs()) {
            var urls = List.of(page(stubs, "a"), page(stubs, "b"));
            onALoop(() -> {
                var factory = database.reactive(resources());
                var connection = await(factory.create());
                Pages.createTable(connection);
                try (var http = HttpSession.create()) {
                    new Pages(http, factory).keep(urls);
                }
                assertThat(Pages.query(connection, "select body from pages order by url"))
                        .containsExactly("body a", "body b");
                await(connection.close());
            });
        }
    }

    @Test
    void aServiceOnTheSameLoopsAnswersFromTheDatabase() {
        try (var stubs = new Stubs();
                var loops = EventLoops.open(2)) {
            String url = page(stubs, "a");
            var factory = database.reactive(loops.resources());
            var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
            var server = new PageService(loops, factory).serve(0, connections);
            try {
                String body = loops.mono(() -> keepAndAsk(url, server, factory)).block(DEADLINE);
                assertThat(body).isEqualTo("body a");
            } finally {
                server.disposeNow(DEADLINE);
            }
        }
    }

    private static String keepAndAsk(
            String url, DisposableServer server, PostgresqlConnectionFactory factory) {
        var connection = await(factory.create());
        Pages.createTable(connection);
        await(connection.close());
        try (var http = HttpSession.create()) {
            new Pages(http, factory).keep(List.of(url));
            return await(http.get("http://localhost:" + server.port() + "/pages/a").text());
        }
    }

    @Test
    void aFailureRollsBackAndKeepsItsSqlState() {
        try (var stubs = new Stubs()) {
            String url = page(stubs, "a");
            onALoop(() -> {
                var factory = database.reactive(resources());
                var connection = await(factory.create());
                Pages.createTable(connection);
                try (var http = HttpSession.create()) {
                    var pages = new Pages(http, factory);
                    var failure =
                            catchThrowableOfType(
                                    R2dbcException.class, () -> pages.keep(List.of(url, url)));
                    assertThat(failure.getSqlState()).isEqualTo("23505"); // unique_violation
                }
                assertThat(Pages.query(connection, "select url from pages")).isEmpty();
                await(connection.close());
            });
        }
    }

    @Test
    void queriesThatSleepOverlapOnOneLoop() {
        onALoop(() -> {
            var sleepers = connections(20);
            var observer = await(database.reactive(resources()).create());
            var tasks =
                    sleepers.stream()
                            .map(connection -> spawn(() -> Pages.query(connection, Database.SLEEP)))
                            .toList();

            awaitSleeping(observer, "20");

            tasks.forEach(Task::cancel);
            awaitSleeping(observer, "0");
            close(sleepers);
            await(observer.close());
        });
    }

    @Test
    void aCancelledTaskCancelsItsQueryAndItsConnectionGoesOn() {
        onALoop(() -> {
            var sleeper = connections(1);
            var observer = await(database.reactive(resources()).create());
            var task = spawn(() -> Pages.query(sleeper.getFirst(), Database.SLEEP));
            awaitSleeping(observer, "1");

            task.cancel();

            assertThatThrownBy(() -> await(task)).isInstanceOf(TaskCancelledException.class);
            awaitSleeping(observer, "0");
            assertThat(Pages.query(sleeper.getFirst(), "select 'usable'"))
                    .containsExactly("usable");
            close(sleeper);
            await(observer.close());
        });
    }

    @Test
    void aDeadlineCancelsTheQueryAsWell() {
        onALoop(() -> {
            var sleeper = connections(1);
            assertThatThrownBy(() ->
                            timeout(
                                    Duration.ofSeconds(1),
                                    () -> Pages.query(sleeper.getFirst(), Database.SLEEP)))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(Pages.query(sleeper.getFirst(), "select 'usable'"))
                    .containsExactly("usable");
            close(sleeper);
        });
    }

    // --- helpers, on the loop ---------------------------------------------------------------

    /**
     * Runs the body as a task of a new loop, with a deadline; names the thread of its callbacks.
     */
    private static String onALoop(Action body) {
        return EventLoop.run(() -> {
            timeout(DEADLINE, body);
            return callbackThread();
        });
    }

    private static String callbackThread() {
        var thread = new CompletableFuture<String>();
        EventLoop.current().execute(() -> thread.complete(threadName()));
        return await(thread);
    }

    private static LoopResources resources() {
        return EventLoop.current().resources();
    }

    private static Task<List<String>> spawn(Callable<List<String>> body) {
        return EventLoop.current().spawn(body);
    }

    private static List<PostgresqlConnection> connections(int count) {
        var factory = database.reactive(resources());
        return gather(Collections.nCopies(count, factory.create()));
    }

    private static void close(List<PostgresqlConnection> connections) {
        connections.forEach(connection -> await(connection.close()));
    }

    /**
     * Waits until the server runs so many of {@link Database#SLEEP}, by looking again and again.
     */
    private static void awaitSleeping(PostgresqlConnection observer, String count) {
        while (!Pages.query(observer, Database.SLEEPING).equals(List.of(count))) {
            checkpoint(); // each look is a round trip, and the deadline of the test ends them
        }
    }

    private static Flux<String> rowThreads(PostgresqlConnection connection) {
        return connection
                .createStatement("select 1 from generate_series(1, 100)")
                .execute()
                .flatMap(result -> result.map((row, _) -> threadName()));
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    private static String page(Stubs stubs, String name) {
        return stubs.on("/" + name, Stubs.text("body " + name));
    }
}
