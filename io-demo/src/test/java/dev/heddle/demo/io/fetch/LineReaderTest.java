package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 65_536})
    void linesAreTheSameHoweverTheBytesArrive(int atMost) throws IOException {
        String text = "\uFEFFfirst\r\n\nthïrd\n" + "x".repeat(60_000) + "\nlast";

        assertThat(lines(text, atMost))
                .containsExactly("first", "", "thïrd", "x".repeat(60_000), "last");
    }

    @Test
    void noInputHasNoLine() throws IOException {
        assertThat(lines("", 10)).isEmpty();
    }

    @Test
    void anOverlongLineIsCutAndTheNextIsWhole() throws IOException {
        var reader = reader("a".repeat(3 * LineReader.LONGEST) + "\nnext\n", 1_000);

        assertThat(reader.next()).hasSize(LineReader.LONGEST);
        assertThat(reader.tooLong()).isTrue();
        assertThat(reader.next()).isEqualTo("next");
        assertThat(reader.tooLong()).isFalse();
        assertThat(reader.line()).isEqualTo(2);
        assertThat(reader.next()).isNull();
    }

    @Test
    void anOverlongLastLineEndsTheInput() throws IOException {
        var reader = reader("a".repeat(2 * LineReader.LONGEST), 1_000);

        assertThat(reader.next()).hasSize(LineReader.LONGEST);
        assertThat(reader.next()).isNull();
    }

    @Test
    void bytesAreThoseOfTheLinesSoFar() throws IOException {
        var reader = reader("12\n4567\n", 100);

        reader.next();
        assertThat(reader.bytes()).isEqualTo(3);
        reader.next();
        assertThat(reader.bytes()).isEqualTo(8);
    }

    @Test
    void aZeroMeansBinary() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> lines("text\0", 100))
                .withMessageContaining("binary");
    }

    private static List<String> lines(String text, int atMost) throws IOException {
        var reader = reader(text, atMost);
        var lines = new ArrayList<String>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }

    /** Reads at most so many bytes at a time. */
    private static LineReader reader(String text, int atMost) {
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new LineReader(
                new FilterInputStream(bytes) {
                    @Override
                    public int read(byte[] b, int off, int len) throws IOException {
                        return super.read(b, off, Math.min(len, atMost));
                    }
                });
    }
}
