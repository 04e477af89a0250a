package dev.heddle.demo.cpu.engine;

import dev.heddle.demo.cpu.work.GroupBy;
import dev.heddle.demo.cpu.work.ParquetFile;
import dev.heddle.lab.Runner;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Workloads as one query to DuckDB, an engine that works column by column. Its query runs on the
 * thread that asks, and on so many of DuckDB's own that all cores have one.
 */
final class DuckDb implements PoolRunner.Closing {
    private static final String ANSWER_OF_GROUPS =
            "SELECT sum((grp + 1) * total) FROM (SELECT grp, sum(val) AS total FROM %s GROUP BY grp)";

    /** Of the engine, once one was open. */
    private static volatile @Nullable String version;

    private final Connection connection;
    private final PreparedStatement query;

    private DuckDb(Connection connection, String query) throws SQLException {
        this.connection = connection;
        this.query = connection.prepareStatement(query);
    }

    static Runner sumOfSquares(int size, int cores) throws SQLException {
        return runner(
                cores, List.of(), "SELECT sum(i::DOUBLE * i) FROM range(%d) t(i)".formatted(size));
    }

    /** Over a table in memory, which is there before. */
    static Runner groupBy(int rows, int cores) throws SQLException {
        String fill =
                "CREATE TABLE columns AS SELECT %s FROM range(%d) t(i)"
                        .formatted(GroupBy.COLUMNS_IN_SQL, rows);
        return runner(cores, List.of(fill), ANSWER_OF_GROUPS.formatted("columns"));
    }

    static Runner groupByParquet(int rows, int cores) throws SQLException {
        String file = ParquetFile.quoted(ParquetFile.of(rows));
        return runner(cores, List.of(), ANSWER_OF_GROUPS.formatted("read_parquet(" + file + ")"));
    }

    /** What was open, such as "DuckDB 1.5.6". */
    static Optional<String> openedVersion() {
        return Optional.ofNullable(version);
    }

    private static Runner runner(int cores, List<String> before, String query) throws SQLException {
        var duckDb = open(cores, before, query);
        return PoolRunner.ofCall(duckDb::answer, duckDb);
    }

    static DuckDb open(int cores, List<String> before, String query) throws SQLException {
        var properties = new Properties();
        properties.setProperty("threads", Integer.toString(cores));
        var connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (var statement = connection.createStatement()) {
            for (String sql : before) {
                statement.execute(sql);
            }
            String told = connection.getMetaData().getDatabaseProductVersion();
            version = "DuckDB " + told.replaceFirst("^v", "");
            return new DuckDb(connection, query);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The only value of the query's only row. */
    Object answer() throws SQLException {
        try (var row = query.executeQuery()) {
            row.next();
            return row.getObject(1);
        }
    }

    @Override
    public void close() {
        try (connection;
                query) {
            // Both are closed, the query first.
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close", e);
        }
    }
}
