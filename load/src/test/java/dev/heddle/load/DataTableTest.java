package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataTableTest {
    @TempDir Path directory;

    @Test
    void csvMayHaveAMarkQuotesLineBreaksAndEmptyLines() throws IOException {
        var table =
                DataTable.read(
                        file(
                                "a.csv",
                                "\uFEFF\"id\", name\r\n\r\n1,\"Doe, \"\"J\"\"\r\nJr\"\r\n\r\n2, \r\n"));

        assertThat(table.columns()).containsExactly("id", "name");
        assertThat(table.rows())
                .containsExactly(
                        Map.of("id", "1", "name", "Doe, \"J\"\r\nJr"),
                        Map.of("id", "2", "name", " "));
    }

    @Test
    void jsonLinesKeepNumbersAsWrittenAndWhatIsNestedAsJson() throws IOException {
        var table =
                DataTable.read(
                        file(
                                "a.jsonl",
                                """
                                {"id": 1.50, "on": true, "tags": ["a", {"b": 1}]}

                                {"tags": "é", "on": "x", "id": 12345678901234567890}
                                """));

        assertThat(table.columns()).containsExactly("id", "on", "tags");
        assertThat(table.rows())
                .containsExactly(
                        Map.of("id", "1.50", "on", "true", "tags", "[\"a\",{\"b\":1}]"),
                        Map.of("id", "12345678901234567890", "on", "x", "tags", "é"));
    }

    static List<Arguments> badFiles() {
        return List.of(
                Arguments.of("a.csv", "", "it is empty; its first line must name the columns"),
                Arguments.of(
                        "a.csv", "\r\n\r\n", "it is empty; its first line must name the columns"),
                Arguments.of("a.csv", "id,name\n", "it has no rows"),
                Arguments.of(
                        "a.csv", "id,name,id\n1,2,3\n", "line 1: there are two columns named id"),
                Arguments.of("a.csv", "id,,x\n1,2,3\n", "line 1: column 2 has no name"),
                Arguments.of("a.csv", "a,b,c\n1,2,3\n\n4\n", "line 4: there is no value for b, c"),
                Arguments.of("a.csv", "a,b\n1,2\n4", "line 3: there is no value for b"),
                Arguments.of(
                        "a.csv",
                        "a,b\n\"1\n1\",2\n3,\"\n\n\",5\n6,7\n",
                        "line 4: there are 3 values, but line 1 names only 2 columns; a value with a"
                                + " comma needs quotes"),
                Arguments.of(
                        "a.csv",
                        "a,b\n1,2\n3,\"4\n5,6\n",
                        "after line 2: a quote is not closed, or text follows a closing one"),
                Arguments.of(
                        "a.csv",
                        "a,b\n1,2\n3,\"4\"5\n6,7\n",
                        "after line 2: a quote is not closed, or text follows a closing one"),
                Arguments.of("a.jsonl", "\n \n", "it has no rows"),
                Arguments.of(
                        "a.jsonl", "{\"a\":1}\n\n[1]\n", "line 3: it must be a JSON object: [1]"),
                Arguments.of(
                        "a.jsonl",
                        "{\"a\":1}{\"a\":2}",
                        "line 1: it must be one JSON object with values, and nothing else"),
                Arguments.of(
                        "a.jsonl",
                        "{\"a\":1,\"b\":2}\n{\"b\":1}",
                        "line 2: there is no value for a"),
                Arguments.of(
                        "a.jsonl",
                        "\n{\"a\":1}\n{\"a\":1,\"b\":2}",
                        "line 3: there is a value for b, which line 2 lacks"),
                Arguments.of(
                        "a.jsonl", "{\"a\":null}", "line 1: a is null, which is no value to send"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void whatIsWrongIsSaidWithFileAndLine(String name, String text, String message)
            throws IOException {
        var file = file(name, text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTable.read(file))
                .withMessage(file + ": " + message);
    }

    @Test
    void brokenJsonIsSaidWithItsLine() throws IOException {
        var file = file("a.jsonl", "{\"a\":1}\n{\"a\":1,\"a\":2}\n");
        var open = file("b.jsonl", "{\"a\":");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTable.read(file))
                .withMessageStartingWith(file + ": line 2: it is not JSON: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTable.read(open))
                .withMessageStartingWith(open + ": line 1: it is not JSON: ");
    }

    @Test
    void whatIsNotUtf8IsSaidWithItsLine() throws IOException {
        for (String name : List.of("a.csv", "a.jsonl")) {
            var file = directory.resolve(name);
            Files.write(
                    file, "{\"a\":1}\n{\"a\":\"\u00FC\"}\n".getBytes(StandardCharsets.ISO_8859_1));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DataTable.read(file))
                    .withMessage(file + ": line 2: it is not UTF-8");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var file = directory.resolve("none.csv");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DataTable.read(file))
                .withMessage(file + ": no such file or directory");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DataTable.read(directory))
                .withMessageStartingWith(directory + ": ");
    }

    @Test
    void rowsOfAProgramHaveTheSameColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTable.of(List.of(Map.of("a", "1"), Map.of("b", "1"))))
                .withMessage("row 2 has the columns [b], and the first has [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTable.of(List.of()))
                .withMessage("a table needs a row at least, and a column");
    }

    @Test
    @SuppressWarnings("NullAway") // callers need not check
    void aRowOfAProgramHasNoNull() {
        var row = new HashMap<String, String>();
        row.put("a", null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTable.of(List.of(Map.of("a", "1"), row)))
                .withMessage("row 2 has no value for a: it is null");
    }

    @Test
    void rowsBeginAgainAfterTheLast() {
        var table = DataTable.of(List.of(Map.of("a", "1"), Map.of("a", "2")));

        assertThat(table.row(0)).containsExactly(Map.entry("a", "1"));
        assertThat(table.row(1L << 40 | 1)).containsExactly(Map.entry("a", "2"));
        assertThat(table.row(-1)).containsExactly(Map.entry("a", "2"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
