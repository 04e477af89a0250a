package dev.heddle.load.report;

import dev.heddle.lab.cli.WholeFile;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A result as a histogram log ({@code .hlog}), which HdrHistogram's own tools read, plot and merge.
 * Values are nanoseconds; the greatest of each interval is shown in milliseconds. The tag {@code
 * latency} has each slice, the tag {@code service} the whole as one interval.
 */
public final class HistogramLog {
    private static final String LATENCY = "latency";
    private static final String SERVICE = "service";
    private static final double NANOS_PER_MILLI = 1e6;

    private HistogramLog() {}

    /**
     * Writes it.
     *
     * @param result of a load test
     * @param file to be there whole, or as it was before
     * @throws IOException if it cannot be written
     */
    public static void write(LoadResult result, Path file) throws IOException {
        WholeFile.of(file).write(of(result));
    }

    /**
     * Its text.
     *
     * @param result of a load test
     * @return lines
     */
    public static String of(LoadResult result) {
        var out = new ByteArrayOutputStream();
        var writer = new HistogramLogWriter(out);
        long began = result.began().toEpochMilli();
        writer.outputComment("[Heddle " + result.environment().heddle() + ": load test]");
        writer.outputComment("[" + result.plan().what().replaceAll("\\p{Cntrl}", "?") + "]");
        writer.outputComment("[Values are nanoseconds; those of slices have two digits]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(began);
        writer.outputBaseTime(began);
        writer.outputLegend();
        // Readers take the beginnings of intervals to be in order.
        interval(
                writer,
                0,
                result.measured().toNanos() / 1e9,
                SERVICE,
                result.service().histogram());
        for (Slice slice : result.slices()) {
            double from = slice.fromSeconds();
            interval(writer, from, from + slice.seconds(), LATENCY, slice.latency().histogram());
        }
        writer.close();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void interval(
            HistogramLogWriter writer, double from, double to, String tag, Histogram histogram) {
        histogram.setTag(tag);
        writer.outputIntervalHistogram(from, to, histogram, NANOS_PER_MILLI);
    }
}
