package dev.heddle.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.heddle.load.LoadResult;
import dev.heddle.load.MadeResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramLogTest {
    private static final LoadResult RUN =
            new MadeResult(2.0)
                    .slice(1, 1, 1_000_000, 2_000_000)
                    .slice(1, 0)
                    .slice(0.5, 0, 500_000_000)
                    .result();

    @TempDir Path directory;

    @Test
    void slicesAreReadBackWithTheirTimes() {
        var latency = tagged(HistogramLog.of(RUN), "latency");
        long began = RUN.began().toEpochMilli();

        assertThat(latency).extracting(Histogram::getTotalCount).containsExactly(2L, 0L, 1L);
        assertThat(latency)
                .extracting(Histogram::getStartTimeStamp)
                .containsExactly(began, began + 1_000, began + 2_000);
        assertThat(latency.getLast().getEndTimeStamp()).isEqualTo(began + 2_500);
        assertThat(latency.getLast().getMaxValue() / 1e6).isBetween(500.0, 505.0);
    }

    @Test
    void serviceIsOneInterval() {
        var service = tagged(HistogramLog.of(RUN), "service");

        assertThat(service).hasSize(1);
        assertThat(service.getFirst().getTotalCount()).isEqualTo(3);
    }

    @Test
    void theGreatestIsShownInMilliseconds() {
        assertThat(
                        HistogramLog.of(RUN)
                                .lines()
                                .filter(line -> line.startsWith("Tag=latency,0.000")))
                .singleElement()
                .asString()
                .startsWith("Tag=latency,0.000,1.000,2.0");
    }

    @Test
    void logsOfTwoRunsAreMerged() {
        var other = new MadeResult(2.0).slice(1, 0, 3_000_000, 900_000_000_000L).result();
        var all = new ArrayList<>(tagged(HistogramLog.of(RUN), "latency"));
        all.addAll(tagged(HistogramLog.of(other), "latency"));

        var merged = new Histogram(3);
        all.forEach(merged::add);

        assertThat(merged.getTotalCount()).isEqualTo(5);
        assertThat(merged.getMaxValue() / 1e9).isCloseTo(900, withinPercentage(1));
    }

    @Test
    void theFileIsWholeOrAsItWas() throws IOException {
        var file = Files.writeString(directory.resolve("a.hlog"), "before");

        HistogramLog.write(RUN, file);

        assertThat(Files.readString(file)).isEqualTo(HistogramLog.of(RUN));
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> HistogramLog.write(RUN, directory.resolve("none/a.hlog")));
    }

    private static List<Histogram> tagged(String log, String tag) {
        var found = new ArrayList<Histogram>();
        try (var reader =
                new HistogramLogReader(
                        new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof Histogram histogram
                        && tag.equals(histogram.getTag())) {
                    found.add(histogram);
                }
            }
        }
        return found;
    }
}
