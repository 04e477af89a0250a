package dev.heddle.demo.cpu.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The rows of {@link GroupBy} in a Parquet file, written by DuckDB into a directory of its own. One
 * is kept at a time; it is removed when another is made, and at the end of this JVM.
 */
public final class ParquetFile {
    private static final Object LOCK = new Object();

    // Guarded by LOCK.
    private static int keptRows;
    private static Path kept = Path.of("");
    private static boolean hooked;

    private ParquetFile() {}

    /** The file with so many rows, which is there already or is made. */
    public static Path of(int rows) {
        synchronized (LOCK) {
            if (keptRows != rows) {
                remove();
                removeAtExit();
                kept = make(rows);
                keptRows = rows;
            }
            return kept;
        }
    }

    /** Removes the file that is kept, if there is one. */
    static void remove() {
        synchronized (LOCK) {
            if (keptRows > 0) {
                keptRows = 0;
                delete(kept);
            }
        }
    }

    private static void removeAtExit() {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(ParquetFile::remove, "remove-parquet"));
        }
    }

    private static Path make(int rows) {
        try {
            var file = Files.createTempDirectory("heddle-parquet-").resolve("rows.parquet");
            write(rows, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(int rows, Path file) throws IOException {
        String copy =
                "COPY (SELECT %s FROM range(%d) t(i)) TO %s (FORMAT parquet)"
                        .formatted(GroupBy.COLUMNS_IN_SQL, rows, quoted(file));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute(copy);
        } catch (SQLException e) {
            delete(file);
            throw new IOException("DuckDB could not write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + file, e);
        }
    }

    /** A path as SQL writes it. */
    public static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }
}
