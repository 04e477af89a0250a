package dev.heddle.demo.cpu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckDbTest {
    @Test
    void closedEngineAnswersNoMore() throws Exception {
        var duckDb = DuckDb.open(1, List.of(), "SELECT 42");
        Object answer = duckDb.answer();

        duckDb.close();

        assertThat(answer).isEqualTo(42);
        assertThatExceptionOfType(SQLException.class).isThrownBy(duckDb::answer);
    }

    @Test
    void engineHasAsManyThreadsAsCores() throws Exception {
        var duckDb =
                DuckDb.open(
                        3,
                        List.of(),
                        "SELECT value::INT FROM duckdb_settings() WHERE name = 'threads'");
        try (duckDb) {
            assertThat(duckDb.answer()).isEqualTo(3);
        }
    }
}
