package dev.heddle.benchmarks.load;

import dev.heddle.load.stub.NullServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A server that answers nothing in the last second of every ten, in a process of its own. Prints
 * its URL. For each rate on its stdin it prints the 99th percentile of the times since the requests
 * that arrived so far were due, in milliseconds: what those who sent them at that rate had to wait,
 * whatever their generator says.
 */
final class StallingServer {
    static final Duration EVERY = Duration.ofSeconds(10);
    static final Duration STALL = Duration.ofSeconds(1);

    private static final int MOST = 10_000_000;
    private static final double PERCENT = 99;

    private StallingServer() {}

    public static void main(String... args) throws Exception {
        try (var server = NullServer.builder().stall(EVERY, STALL).record(MOST).start()) {
            System.out.println(server.url());
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(truth(server, Double.parseDouble(line)));
            }
        }
        System.exit(0);
    }

    /** Requests that are evenly spaced arrive in the order in which they were due. */
    private static double truth(NullServer server, double rate) {
        var arrivals = server.arrivals();
        var inOrder =
                IntStream.range(0, arrivals.count())
                        .boxed()
                        .sorted(Comparator.comparingLong(arrivals::arrivedNanos))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double step = 1e9 / rate;
        double first = Double.POSITIVE_INFINITY;
        for (int i = 0; i < inOrder.length; i++) {
            // None arrives before it is due, and the quickest hardly later.
            first = Math.min(first, arrivals.arrivedNanos(inOrder[i]) - i * step);
        }
        double[] times = new double[inOrder.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = arrivals.answeredNanos(inOrder[i]) - first - i * step;
        }
        Arrays.sort(times);
        int rank = (int) Math.ceil(PERCENT / 100 * times.length);
        return times.length == 0 ? Double.NaN : times[Math.max(rank, 1) - 1] / 1e6;
    }
}
