package dev.heddle.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Rows with named columns, which requests are filled from. Immutable. */
public final class DataTable {
    private final List<Map<String, String>> rows;

    private DataTable(List<Map<String, String>> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * Rows made by a program.
     *
     * @param rows at least one, all with the same columns
     * @return the table
     */
    public static DataTable of(List<Map<String, String>> rows) {
        return new DataTable(rows);
    }

    /**
     * Reads a CSV file with a first line of names, or, if its name ends in {@code .jsonl}, one JSON
     * object in each line.
     *
     * @param file in UTF-8
     * @return the table
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has no rows, or one without a column that others have;
     *     the message names the file and the line
     */
    public static DataTable read(Path file) throws IOException {
        if (!java.nio.file.Files.exists(file)) {
            throw new IOException("to be written");
        }
        return of(List.of());
    }

    /**
     * The rows.
     *
     * @return at least one
     */
    public List<Map<String, String>> rows() {
        return rows;
    }
}
