package dev.heddle.demo.cpu.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupByParquetTest {
    private static final int ROWS = 20_011;

    @AfterEach
    void removeFile() {
        ParquetFile.remove();
    }

    @Test
    void fileHasTheRowsOfMemory() throws Exception {
        Object expected = Parts.answer(GroupBy.job(ROWS), 1);

        assertThat(Parts.answer(GroupByParquet.job(ROWS), 1)).isEqualTo(expected);
        assertThat(Parts.answer(GroupByParquet.job(ROWS), 3)).isEqualTo(expected);
    }

    @Test
    void fileIsWrittenOnce() {
        assertThat(ParquetFile.of(ROWS)).isEqualTo(ParquetFile.of(ROWS)).isRegularFile();
    }

    @Test
    void fileIsRemovedWithItsDirectory() {
        var file = ParquetFile.of(ROWS);

        ParquetFile.remove();

        assertThat(file).doesNotExist();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void fileOfOtherRowsReplacesIt() {
        var old = ParquetFile.of(ROWS);

        var other = ParquetFile.of(10);

        assertThat(old.getParent()).doesNotExist();
        assertThat(other).isRegularFile();
    }

    @Test
    void quotesInPathsAreDoubled() {
        assertThat(ParquetFile.quoted(Path.of("/tmp/it's"))).isEqualTo("'/tmp/it''s'");
    }
}
