package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.shield;

import dev.heddle.TaskCancelledException;
import dev.heddle.http.HttpSession;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.List;

/** Fetches pages and keeps them in a table: what docs/serving.md shows, compiled. */
final class Pages {
    private final HttpSession http;
    private final PostgresqlConnectionFactory database;

    Pages(HttpSession http, PostgresqlConnectionFactory database) {
        this.http = http;
        this.database = database;
    }

    static void createTable(PostgresqlConnection connection) {
        for (var sql :
                List.of(
                        "drop table if exists pages",
                        "create table pages (url text primary key, body text not null)")) {
            await(connection.createStatement(sql).execute().then());
        }
    }

    // @start region="transaction"
    void keep(List<String> urls) {
        var connection = await(database.create());
        try {
            await(connection.beginTransaction());
            for (var url : urls) {
                insert(connection, url, await(http.get(url).text()));
            }
            await(connection.commitTransaction());
        } finally {
            // Without a commit, be it by a failure or a cancellation, this rolls back.
            shield(Duration.ofSeconds(2), () -> await(connection.close()));
        }
    }

    private static void insert(PostgresqlConnection connection, String url, String body) {
        var statement = connection.createStatement("insert into pages values ($1, $2)");
        var result = statement.bind("$1", url).bind("$2", body).execute();
        await(result.flatMap(PostgresqlResult::getRowsUpdated).then());
    }

    // @end

    // @start region="cancel"
    static List<String> query(PostgresqlConnection connection, String sql) {
        var rows =
                connection
                        .createStatement(sql)
                        .execute()
                        .flatMap(result -> result.map(row -> row.get(0, String.class)));
        try {
            return await(rows.collectList());
        } catch (TaskCancelledException cancelled) {
            // R2DBC forgets the query; this makes the server do so, too.
            shield(Duration.ofSeconds(2), () -> await(connection.cancelRequest()));
            throw cancelled;
        }
    }
    // @end
}
