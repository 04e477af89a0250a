package dev.heddle.demo.io.compare;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * A query for each call, by each driver. There are as many connections as the plan has calls at
 * once, so that whoever keeps to the plan always finds one free.
 */
final class PostgresCalls {
    static final int WAIT_MILLIS = 20;

    private static final String READ =
            "select item.price from item cross join pg_sleep(%s) where item.id = %s";
    private static final String WAIT = "0.0" + WAIT_MILLIS;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private PostgresCalls() {}

    /** JDBC, which blocks the calling thread; used by any thread. */
    static Calls jdbc(Resources resources, Plan plan, PostgresServer server) throws SQLException {
        Queue<PreparedStatement> free = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < plan.atOnce(); i++) {
            var connection = resources.own(server.connect());
            free.add(resources.own(connection.prepareStatement(READ.formatted(WAIT, "?"))));
        }
        return number -> {
            var statement = free.remove();
            try {
                return price(statement, number);
            } finally {
                free.add(statement);
            }
        };
    }

    private static long price(PreparedStatement statement, int number) throws SQLException {
        statement.setQueryTimeout((int) TIMEOUT.toSeconds());
        statement.setInt(1, number);
        try (var rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no item " + number);
            }
            return rows.getLong(1);
        }
    }

    /** R2DBC, with its connections on these loops. */
    static IntFunction<Mono<Long>> r2dbc(
            Resources resources, Plan plan, PostgresServer server, LoopResources loops) {
        Queue<PostgresqlConnection> free =
                new ConcurrentLinkedQueue<>(connections(plan, server, loops));
        resources.own(() -> Flux.fromIterable(free).flatMap(c -> c.close()).blockLast(TIMEOUT));
        // Eager: the connection is free before whoever waits for the price starts the next call.
        return number ->
                Mono.using(free::remove, connection -> price(connection, number), free::add);
    }

    private static List<PostgresqlConnection> connections(
            Plan plan, PostgresServer server, LoopResources loops) {
        return Flux.range(0, plan.atOnce())
                .flatMap(_ -> server.reactive(loops).create())
                .collectList()
                .blockOptional(TIMEOUT)
                .orElseGet(ArrayList::new);
    }

    private static Mono<Long> price(PostgresqlConnection connection, int number) {
        return connection
                .createStatement(READ.formatted(WAIT, "$1"))
                .bind(0, number)
                .execute()
                .flatMap(result -> result.map((row, _) -> longOf(row.get(0, Long.class))))
                .single()
                .timeout(TIMEOUT);
    }

    private static long longOf(@Nullable Long value) {
        if (value == null) {
            throw new IllegalStateException("the price is null");
        }
        return value;
    }
}
