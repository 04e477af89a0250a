package dev.heddle.load;

import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.Numbers;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@link DataTable}. Every complaint names the file and, where there is one, the line. */
final class DataFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path file;

    private DataFile(Path file) {
        this.file = file;
    }

    static DataTable read(Path file) throws IOException {
        try {
            return new DataFile(file).read();
        } catch (IOException e) {
            throw new IOException(file + ": " + IoMessages.of(e), e);
        }
    }

    private DataTable read() throws IOException {
        try (var in = Files.newInputStream(file);
                var reader =
                        new BufferedReader(
                                new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return file.toString().endsWith(".jsonl") ? jsonLines(reader) : csv(reader);
        } catch (CharacterCodingException _) {
            throw refused(lineThatIsNotUtf8(), "it is not UTF-8");
        }
    }

    // --- CSV --------------------------------------------------------------------------------

    private DataTable csv(BufferedReader reader) throws IOException {
        try (var parser =
                CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get().parse(reader)) {
            return csv(parser);
        }
    }

    private DataTable csv(CSVParser parser) throws IOException {
        var records = parser.iterator();
        if (!hasNext(parser, records)) {
            throw refused("it is empty; its first line must name the columns");
        }
        var head = records.next();
        long named = line(parser, head);
        var columns = names(head, named);
        var rows = new ArrayList<List<String>>();
        while (hasNext(parser, records)) {
            var row = records.next();
            requireAll(columns, row, line(parser, row), named);
            rows.add(List.of(row.values()));
        }
        return table(columns, rows);
    }

    /** Reads it, too. */
    private boolean hasNext(CSVParser parser, Iterator<CSVRecord> records) throws IOException {
        long before = parser.getCurrentLineNumber();
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw refused(
                        "after line %d: a quote is not closed, or text follows a closing one"
                                .formatted(before));
            }
            throw e.getCause();
        }
    }

    private List<String> names(CSVRecord head, long line) {
        var names = new LinkedHashSet<String>();
        for (String value : head) {
            String name = value.strip();
            if (name.isEmpty()) {
                throw refused(line, "column " + (names.size() + 1) + " has no name");
            }
            if (!names.add(name)) {
                throw refused(line, "there are two columns named " + name);
            }
        }
        return List.copyOf(names);
    }

    private void requireAll(List<String> columns, CSVRecord row, long line, long named) {
        if (row.size() < columns.size()) {
            String missing = String.join(", ", columns.subList(row.size(), columns.size()));
            throw refused(line, "there is no value for " + missing);
        }
        if (row.size() > columns.size()) {
            throw refused(
                    line,
                    "there are %s, but line %d names only %s; a value with a comma needs quotes"
                            .formatted(
                                    Numbers.count(row.size(), "value"),
                                    named,
                                    Numbers.count(columns.size(), "column")));
        }
    }

    /** Where a record begins; the parser knows where it ends. */
    private static long line(CSVParser parser, CSVRecord last) {
        return parser.getCurrentLineNumber()
                - last.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
    }

    // --- JSON lines -------------------------------------------------------------------------

    private DataTable jsonLines(BufferedReader reader) throws IOException {
        Set<String> columns = Set.of();
        long first = 0;
        var rows = new ArrayList<List<String>>();
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            var values = values(line, number);
            if (rows.isEmpty()) {
                columns = values.keySet();
                first = number;
            }
            requireSame(columns, values.keySet(), first, number);
            rows.add(columns.stream().map(values::get).toList());
        }
        return table(List.copyOf(columns), rows);
    }

    private void requireSame(Set<String> columns, Set<String> names, long first, long number) {
        var missing = new LinkedHashSet<>(columns);
        missing.removeAll(names);
        if (!missing.isEmpty()) {
            throw refused(number, "there is no value for " + String.join(", ", missing));
        }
        var more = new LinkedHashSet<>(names);
        more.removeAll(columns);
        if (!more.isEmpty()) {
            String what = String.join(", ", more);
            throw refused(
                    number, "there is a value for " + what + ", which line " + first + " lacks");
        }
    }

    private Map<String, String> values(String line, long number) {
        try (var parser = JSON.createParser(line)) {
            var values = new LinkedHashMap<String, String>();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused(number, "it must be a JSON object: " + Numbers.cut(line, 40));
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                values.put(name, value(parser, name, number));
            }
            if (values.isEmpty() || parser.nextToken() != null) {
                throw refused(number, "it must be one JSON object with values, and nothing else");
            }
            return values;
        } catch (JacksonException e) {
            throw refused(number, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Numbers as they are written; what is nested, as JSON for a body. */
    private String value(JsonParser parser, String name, long number) {
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> parser.readValueAsTree().toString();
            case VALUE_NULL -> throw refused(number, name + " is null, which is no value to send");
            default -> parser.getString();
        };
    }

    // --- both -------------------------------------------------------------------------------

    private DataTable table(List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            throw refused("it has no rows");
        }
        return new DataTable(columns, rows);
    }

    /** No character of more than one byte has a line feed among them. */
    private long lineThatIsNotUtf8() throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var bytes = new ByteArrayOutputStream();
            for (long line = 1; ; line++) {
                int read = in.read();
                for (; read >= 0 && read != '\n'; read = in.read()) {
                    bytes.write(read);
                }
                if (read < 0 || !isUtf8(bytes.toByteArray())) {
                    return line;
                }
                bytes.reset();
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private IllegalArgumentException refused(long line, String why) {
        return refused("line " + line + ": " + why);
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(file + ": " + why);
    }
}
