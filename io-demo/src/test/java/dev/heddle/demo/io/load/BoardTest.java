package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Colors;
import dev.heddle.load.LoadProgress;
import dev.heddle.load.Moments;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final LoadProgress NOW =
            Moments.measuring(2_345, Map.of("timeout", 3L, "status-503", 12L));

    @Test
    void figuresReadLikeThis() {
        var board = new Board(Colors.NONE, 79, 23);

        assertThat(board.bar(NOW) + "\n" + String.join("\n", board.lines(NOW)))
                .isEqualTo(
                        """
                          ████████████············ measuring, 5 s of 10 s
                          rate       500/s wanted     500/s sent       12 in flight, 3 waiting
                          answers    2,345 ok         15 failed
                          latency    p50 500 ms       p99 990 ms       max 1.00 s, in the last second
                          generator  2.00 ms late     250 µs loop lag  at most, likewise
                          errors     12 status-503, 3 timeout\
                        """);
    }

    @Test
    void whatCannotBeToldIsADash() {
        assertThat(new Board(Colors.NONE, 79, 23).lines(Moments.warmingUp()))
                .anyMatch(line -> line.matches("  latency +p50 – +p99 – +max –.*"));
    }

    @Test
    void usersWantNoRate() {
        assertThat(new Board(Colors.NONE, 79, 23).lines(Moments.ofUsers()).getFirst())
                .contains("as it comes");
        assertThat(Board.line(Moments.ofUsers())).contains(": 500/s, 10 ok");
    }

    @Test
    void everyLineFits() {
        for (int width = 1; width < 100; width++) {
            int most = width;
            var board = new Board(Colors.NONE, width, 23);
            assertThat(board.bar(NOW).length()).isLessThanOrEqualTo(most);
            assertThat(board.lines(NOW)).allMatch(line -> line.length() <= most);
        }
    }

    @Test
    void aLowTerminalGetsTheBarOnly() {
        assertThat(new Board(Colors.NONE, 79, 6).lines(NOW)).isEmpty();
        assertThat(new Board(Colors.NONE, 79, 7).lines(NOW)).hasSize(5);
    }

    @Test
    void elsewhereThereAreLines() {
        assertThat(Board.line(NOW))
                .isEqualTo(
                        "heddle: measuring, 5 s of 10 s: 500/s of 500/s, 2,345 ok, 15 failed,"
                                + " p99 990 ms, max 1.00 s, 12 in flight, 3 waiting\n");
    }

    @Test
    void theEndIsWaitedFor() {
        assertThat(new Board(Colors.NONE, 79, 23).bar(Moments.draining()))
                .isEqualTo("  ████████████████████████ waiting for the last answers");
    }
}
