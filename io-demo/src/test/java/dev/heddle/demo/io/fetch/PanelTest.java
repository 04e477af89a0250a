package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Colors;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final Live LIVE =
            new Live(
                    List.of(
                            new Live.Host("https://example.org", 1_234, 12, 50, 400.4),
                            new Live.Host("http://127.0.0.1:8080", 3, 0, 1, 0.2)),
                    2,
                    List.of(new Live.Kind("status-404", 10), new Live.Kind("timeout", 2)),
                    51,
                    400_000,
                    12_300_000);

    @Test
    void hostsFailuresAndLagReadLikeThis() {
        assertThat(String.join("\n", new Panel(Colors.NONE, 79, 24).lines(LIVE)))
                .isEqualTo(
                        """
                          2 hosts                                   done   failed  under way       rate
                          example.org                              1,234       12         50      400/s
                          127.0.0.1:8080                               3        0          1        0/s
                          errors  10 status-404, 2 timeout
                          loop    51 under way, timers 0.40 ms late, 12.3 ms at worst\
                        """);
    }

    @Test
    void everyLineFits() {
        for (int width = 1; width < 100; width++) {
            int most = width;
            assertThat(new Panel(Colors.NONE, width, 24).lines(LIVE))
                    .allMatch(line -> line.length() <= most);
        }
    }

    @Test
    void aLowTerminalGetsFewerHosts() {
        assertThat(new Panel(Colors.NONE, 79, 5).lines(LIVE)).hasSize(4);
        assertThat(new Panel(Colors.NONE, 79, 4).lines(LIVE)).isEmpty();
    }
}
