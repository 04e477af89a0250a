package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * {@link GroupBy} over the rows of a Parquet file, fetched through JDBC one at a time, as code does
 * that knows no engine's own sums.
 */
public final class GroupByParquet {
    private GroupByParquet() {}

    public static Job<FileSlice, double[]> job(int rows) {
        return new Job<>(GroupByParquet::part, parts -> cut(rows, parts), GroupBy::combine);
    }

    private static List<FileSlice> cut(int rows, int parts) {
        String file = ParquetFile.of(rows).toString();
        return Slice.cut(rows, parts).stream()
                .map(slice -> new FileSlice(file, slice.from(), slice.to()))
                .toList();
    }

    /** The sums of some rows by group. */
    static double[] part(FileSlice slice) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(select(slice))) {
            return sums(rows);
        }
    }

    /** One thread, since the other parts have the other cores. */
    private static Connection open() throws SQLException {
        var properties = new Properties();
        properties.setProperty("threads", "1");
        properties.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    private static String select(FileSlice slice) {
        return "SELECT grp, val FROM read_parquet(%s, file_row_number = true) WHERE file_row_number >= %d AND file_row_number < %d"
                .formatted(ParquetFile.quoted(Path.of(slice.file)), slice.from, slice.to);
    }

    private static double[] sums(ResultSet rows) throws SQLException {
        double[] sums = new double[GroupBy.GROUPS];
        while (rows.next()) {
            sums[rows.getInt(1)] += rows.getDouble(2);
        }
        return sums;
    }

    /**
     * Some rows of a file.
     *
     * @param file its path
     * @param from the first row
     * @param to the one after the last
     */
    public record FileSlice(String file, int from, int to) {}
}
