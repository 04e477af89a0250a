package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
    @TempDir Path directory;

    private List<Object> inputs(Class<?> type, String... given) throws Exception {
        return Inputs.of("com.acme.X", type, List.of(given), directory, 1 << 20);
    }

    @Test
    void valuesBecomeWhatTheWorkTakes() throws Exception {
        assertThat(inputs(int.class, "1", "2")).containsExactly(1, 2);
        assertThat(inputs(Double.class, "0.5")).containsExactly(0.5);
        assertThat(inputs(Object.class, "text")).containsExactly("text");
        assertThat(inputs(byte[].class, "ab")).containsExactly(new byte[] {'a', 'b'});
        assertThat(inputs(Thread.State.class, "NEW")).containsExactly(Thread.State.NEW);
    }

    @Test
    void aFileIsItsContentOrForAPathItself() throws Exception {
        var file = Files.writeString(directory.resolve("n.txt"), "17\n");

        assertThat(inputs(long.class, "@n.txt")).containsExactly(17L);
        assertThat(inputs(String.class, "@n.txt")).containsExactly("17\n");
        assertThat(inputs(Path.class, "@n.txt")).containsExactly(file);
    }

    @Test
    void aFileThatDoesNotFitIntoTheHeapIsNamed() throws Exception {
        Files.write(directory.resolve("large"), new byte[(1 << 19) + 1]);

        assertThatThrownBy(() -> inputs(byte[].class, "@large"))
                .hasMessage(
                        "--input @large has 512 KB, which is too much for a heap of 1 MB: give it"
                                + " more with --heap");
        assertThat(inputs(Path.class, "@large")).hasSize(1);
    }

    @Test
    void aFileThatDoesNotFitIntoAnArrayIsNamed() throws Exception {
        try (var sparse = new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThatThrownBy(() -> inputs(String.class, "@huge"))
                .hasMessageStartingWith("--input @huge has 3 GB, and an input has at most 2 GB");
    }

    @Test
    void whatCannotBecomeOneIsNamed() {
        assertThatThrownBy(() -> inputs(int.class, "x"))
                .hasMessage("--input x is no int, which com.acme.X takes");
        assertThatThrownBy(() -> inputs(int.class, "@gone")).hasMessageContaining("no file");
        assertThatThrownBy(() -> inputs(Thread.class, "x"))
                .hasMessageContaining("java.lang.Thread, which --input cannot make");
        assertThatThrownBy(() -> inputs(int.class)).hasMessageContaining("give one with --input");
        assertThatThrownBy(() -> inputs(Void.class, "1")).hasMessageContaining("leave out --input");
    }
}
