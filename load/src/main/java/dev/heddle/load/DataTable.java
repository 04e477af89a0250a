package dev.heddle.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows with named columns, which requests are filled from. Immutable. */
public final class DataTable {
    private final List<String> columns;
    private final Map<String, Integer> places;

    /** Each as long as there are columns. */
    private final List<List<String>> rows;

    DataTable(List<String> columns, List<List<String>> rows) {
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
        this.places = HashMap.newHashMap(columns.size());
        for (String column : columns) {
            places.put(column, places.size());
        }
    }

    /**
     * Rows made by a program.
     *
     * @param rows at least one, all with the same columns
     * @return the table
     * @throws IllegalArgumentException if there is none, or one has other columns than the first,
     *     or a value is null
     */
    public static DataTable of(List<Map<String, String>> rows) {
        if (rows.isEmpty() || rows.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a table needs a row at least, and a column");
        }
        var columns = List.copyOf(rows.getFirst().keySet());
        var values = new ArrayList<List<String>>(rows.size());
        for (var row : rows) {
            if (!row.keySet().equals(rows.getFirst().keySet())) {
                throw new IllegalArgumentException(
                        "row %d has the columns %s, and the first has %s"
                                .formatted(values.size() + 1, row.keySet(), columns));
            }
            requireValues(row, values.size() + 1);
            values.add(columns.stream().map(row::get).toList());
        }
        return new DataTable(columns, values);
    }

    /** Callers need not have had their nulls checked. */
    private static void requireValues(Map<String, String> row, int number) {
        row.forEach((column, value) -> {
            if (value == null) {
                throw new IllegalArgumentException(
                        "row %d has no value for %s: it is null".formatted(number, column));
            }
        });
    }

    /**
     * Reads a CSV file with a first line of names, or, if its name ends in {@code .jsonl}, one JSON
     * object in each line. Empty lines are passed over.
     *
     * @param file in UTF-8, with a byte order mark or not
     * @return the table
     * @throws IOException if it cannot be read; the message names the file
     * @throws IllegalArgumentException if it has no rows, or one without a column that others have,
     *     or is not UTF-8; the message names the file and the line
     */
    public static DataTable read(Path file) throws IOException {
        return DataFile.read(file);
    }

    /**
     * The names of the columns.
     *
     * @return at least one, in the order of the file
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * The rows.
     *
     * @return at least one; made anew for each call
     */
    public List<Map<String, String>> rows() {
        return rows.stream().map(this::named).toList();
    }

    /** A row by any number: after the last they begin again. */
    Map<String, String> row(long number) {
        return named(rows.get(Math.floorMod(number, rows.size())));
    }

    int size() {
        return rows.size();
    }

    /** The value of a row, of a column that there is. */
    String value(int row, String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no such column: " + column);
        }
        return rows.get(row).get(place);
    }

    private Map<String, String> named(List<String> row) {
        var named = LinkedHashMap.<String, String>newLinkedHashMap(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i), row.get(i));
        }
        return Collections.unmodifiableMap(named);
    }
}
