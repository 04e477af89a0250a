package dev.heddle.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Colors;
import dev.heddle.lab.report.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void noLineIsWiderThanEightyColumns() {
        String table = Table.of(Samples.big(), List.of("matmul-3000"), Colors.NONE);

        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theBestModelBearsASign() {
        String table = Table.of(Samples.big(), List.of(), Colors.NONE);

        assertThat(table).contains("★ native").doesNotContain("★ inline");
    }

    @Test
    void coloursAreAddedAndNothingElseIsChanged() {
        String colored = Table.of(Samples.big(), List.of("n-queens"), Colors.ANSI);

        assertThat(colored.replaceAll("\u001b\\[\\d+m", ""))
                .isNotEqualTo(colored)
                .isEqualTo(Table.of(Samples.big(), List.of("n-queens"), Colors.NONE));
    }

    @Test
    void theVerdictComesBeforeTheRows() {
        String table = Table.of(Samples.big(), List.of(), Colors.NONE);

        assertThat(table.indexOf("→ Choose simd")).isLessThan(table.indexOf("  inline "));
    }

    @Test
    void absentModelsOfOneReasonShareALine() {
        String table = Table.of(Samples.big(), List.of(), Colors.NONE);

        assertThat(table)
                .contains("  absent: polars (no python3 with polars on the PATH)\n")
                .contains("  absent: gil, threads, virtual-threads (wrong answer");
    }

    @Test
    void whyNothingMayBeConcludedIsSaidFirst() {
        String table = Table.of(Samples.invalid(), List.of(), Colors.NONE);

        assertThat(table.lines().toList().get(2)).startsWith("Nothing may be concluded: sqrt was");
    }
}
