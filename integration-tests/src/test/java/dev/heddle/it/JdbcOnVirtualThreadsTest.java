package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heddle.Action;
import dev.heddle.DeadlineExceededException;
import dev.heddle.EventLoop;
import dev.heddle.Task;
import dev.heddle.TaskCancelledException;
import dev.heddle.worker.CallOptions;
import dev.heddle.worker.WorkerPool;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database driven by JDBC, which blocks: on a pool of virtual threads, awaited on the loop. */
@Timeout(120)
class JdbcOnVirtualThreadsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static Accounts accounts;
    private static WorkerPool pool;

    @BeforeAll
    static void start() throws IOException {
        accounts = new Accounts(Database.start().blocking());
        pool = WorkerPool.virtualThreads();
    }

    @AfterAll
    static void close() {
        if (pool != null) {
            pool.close();
        }
    }

    @Test
    void aTransferIsOneTransaction() {
        onALoop(() -> {
            await(pool.submit(Accounts::create, accounts));
            await(pool.submit(accounts::transfer, new Accounts.Transfer(1, 2, 30)));
            assertThat(ask("select sum(balance) from accounts")).isEqualTo("200");
            assertThat(ask("select balance from accounts where id = 2")).isEqualTo("130");
        });
    }

    @Test
    void aFailureRollsBackAndKeepsItsSqlState() {
        onALoop(() -> {
            await(pool.submit(Accounts::create, accounts));
            var failure =
                    catchThrowableOfType(
                            SQLException.class,
                            () ->
                                    await(
                                            pool.submit(
                                                    accounts::transfer,
                                                    new Accounts.Transfer(1, 2, 101))));
            assertThat(failure.getSQLState()).isEqualTo("23514"); // check_violation
            assertThat(ask("select balance from accounts where id = 2")).isEqualTo("100");
        });
    }

    @Test
    void callsThatBlockOverlapAndTheLoopGoesOn() {
        onALoop(() -> {
            var tasks = Stream.generate(() -> spawn(Database.SLEEP)).limit(20).toList();

            awaitSleeping("20"); // this very loop asks meanwhile

            tasks.forEach(Task::cancel);
            awaitSleeping("0");
        });
    }

    @Test
    void aCancelledTaskEndsItsStatementAndClosesItsConnection() {
        onALoop(() -> {
            var closed = new CompletableFuture<Boolean>();
            var task = EventLoop.current().spawn(() -> await(pool.submit(this::sleep, closed)));
            awaitSleeping("1");

            task.cancel();

            assertThatThrownBy(() -> await(task)).isInstanceOf(TaskCancelledException.class);
            assertThat(await(closed)).isTrue();
            awaitSleeping("0");
        });
    }

    /** Says whether the connection was closed when its statement failed. */
    private String sleep(CompletableFuture<Boolean> closed) throws SQLException {
        try (var connection = accounts.database().getConnection()) {
            try {
                return Accounts.query(connection, Database.SLEEP);
            } finally {
                closed.complete(connection.isClosed());
            }
        }
    }

    @Test
    void aDeadlineEndsTheStatementAsWell() {
        onALoop(() -> {
            var deadline = CallOptions.DEFAULT.withDeadline(Duration.ofSeconds(1));
            assertThatThrownBy(() -> await(pool.submit(accounts::query, Database.SLEEP, deadline)))
                    .isInstanceOf(DeadlineExceededException.class);
            awaitSleeping("0");
        });
    }

    // --- helpers, on the loop ---------------------------------------------------------------

    private static void onALoop(Action body) {
        EventLoop.run(() -> timeout(DEADLINE, body));
    }

    private static Task<String> spawn(String sql) {
        return EventLoop.current().spawn(() -> ask(sql));
    }

    private static String ask(String sql) {
        return await(pool.submit(accounts::query, sql));
    }

    /** Waits until the server runs so many of {@link Database#SLEEP}. */
    private static void awaitSleeping(String count) {
        while (!ask(Database.SLEEPING).equals(count)) {
            checkpoint(); // each look is a round trip, and the deadline of the test ends them
        }
    }
}
