package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Colors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Report.Latency LATENCY =
            new Report.Latency(52_100, 58_300, 83_000, 91_200);

    @Test
    void aGoodRunReadsLikeThis() {
        var report =
                new Report(
                        1_000,
                        0,
                        46_000,
                        620_000_000,
                        53_400_000_000L,
                        LATENCY,
                        100,
                        1,
                        List.of(),
                        List.of(),
                        LoopLag.Figures.NONE,
                        Report.Passed.NONE,
                        false,
                        0,
                        1_000);

        assertThat(Summary.of(report, Colors.NONE, 80))
                .isEqualTo(
                        """
                          1,000 URLs fetched in 0.62 s, none failed

                          speed        1,613 requests/s, 46.0 kB received
                          latency      p50 52.1 ms   p90 58.3 ms   p99 83.0 ms   max 91.2 ms
                          at once      up to 100 requests on 1 thread
                          one by one   would have taken 53.4 s, 86 times as long

                        """);
    }

    @Test
    void failuresAreCountedByKindWithAnExample() {
        var refused = failures("connect", 12, "http://h/1", "no connection to h");
        var odd = failures("bad-url", 1, "nope", "not an http(s) URL: nope");
        var report = report(List.of(refused, odd));

        assertThat(Summary.of(report, Colors.NONE, 80))
                .contains(
                        """
                               12  connect, the first:
                                     http://h/1
                                     no connection to h
                                1  bad-url
                                     not an http(s) URL: nope
                        """);
    }

    @Test
    void everyLineFitsEightyColumns() {
        var kinds = new ArrayList<Report.Failures>();
        for (int i = 0; i < 20; i++) {
            kinds.add(
                    failures(
                            "kind-" + i, 1_000_000, "http://" + "h".repeat(300), "why".repeat(90)));
        }

        String summary = Summary.of(report(kinds), Colors.NONE, 80);

        assertThat(summary.lines()).allMatch(line -> line.length() <= 80);
        assertThat(summary).contains("and 12 other kinds");
    }

    @Test
    void nothingSentMeansNoFigures() {
        var report =
                new Report(
                        0,
                        0,
                        0,
                        1,
                        0,
                        new Report.Latency(0, 0, 0, 0),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        LoopLag.Figures.NONE,
                        Report.Passed.NONE,
                        true,
                        0,
                        -1);

        assertThat(Summary.of(report, Colors.NONE, 80))
                .isEqualTo("  Interrupted: 0 URLs fetched in 0.00 s, none failed\n\n");
    }

    @Test
    void reasonsAreWholeWhereNoTerminalIs() {
        String why = "why".repeat(90);
        var kinds = List.of(failures("kind", 1, "http://h/1", why));

        assertThat(Summary.of(report(kinds), Colors.NONE, Summary.ANY_WIDTH)).contains(why);
    }

    @Test
    void anInterruptedRunSaysWhatIsNotDone() {
        assertThat(Summary.of(report(List.of()), Colors.NONE, 80))
                .contains("not done     1,000,000 of 100,000,000 URLs, 10,000 of them under way");
    }

    private static Report report(List<Report.Failures> failures) {
        return new Report(
                99_000_000,
                13,
                1L << 40,
                5_000_000_000_000L,
                9_000_000_000_000_000L,
                LATENCY,
                10_000,
                1,
                failures,
                List.of(),
                LoopLag.Figures.NONE,
                Report.Passed.NONE,
                true,
                10_000,
                100_000_000);
    }

    private static Report.Failures failures(String kind, int count, String url, String message) {
        var failures = new Report.Failures(kind, url, new Result.Failure(kind, message));
        failures.count = count;
        return failures;
    }
}
