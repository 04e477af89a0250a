package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.gets.Nginx;
import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How many requests a second one loop of Heddle's sends in time, in steps until it no longer does,
 * and what wrk and hey do as fast as they can: each on CPU 0, nginx on CPU 1. Prints a Markdown
 * table.
 *
 * <p>Run by {@code benchmarks/load [seconds]}.
 */
public final class LoadRates {
    private static final int CONNECTIONS = 100;
    private static final double FIRST_RATE = 40_000;
    private static final double STEP = 20_000;
    private static final double LAST_RATE = 200_000;
    private static final double MOST_SLIP_MILLIS = 1;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final Generators generators = new Generators(Generators.pinned("0"));
    private final String url;
    private final Duration duration;

    private LoadRates(String url, Duration duration) {
        this.url = url;
        this.duration = duration;
    }

    /**
     * Runs the comparison.
     *
     * @param args the directory of nginx.conf; how many seconds to measure, 10 without that
     * @throws Exception if nginx or a generator does not work
     */
    public static void main(String... args) throws Exception {
        var seconds = args.length > 1 ? Long.parseLong(args[1]) : 10;
        var configuration = Path.of(args[0]).resolve("nginx.conf");
        try (var nginx = Nginx.start(configuration, Generators.pinned("1"))) {
            new LoadRates(nginx.url() + "/", Duration.ofSeconds(seconds)).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%d connections, %d s each, nginx on the other CPU, %s, JDK %s%n%n",
                CONNECTIONS,
                duration.toSeconds(),
                Surroundings.load(),
                Runtime.version());
        System.out.println(
                "| generator | asked | requests/s | CPU per request, µs | send slip p99, ms |"
                        + " latency p99, ms | remark |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        if (Generators.isOnPath("wrk")) {
            print("wrk -t1", "–", generators.wrk(url, CONNECTIONS, duration));
        }
        if (Generators.isOnPath("hey")) {
            print("hey", "–", generators.hey(url, CONNECTIONS, duration));
        }
        steps();
    }

    private void steps() throws IOException, InterruptedException {
        for (double rate = FIRST_RATE; rate <= LAST_RATE; rate += STEP) {
            var reported = generators.heddle(url, rate, CONNECTIONS, WARM_UP, duration);
            print("**Heddle load**", String.format(Locale.ROOT, "%,.0f", rate), reported);
            if (!(reported.slipP99Millis() <= MOST_SLIP_MILLIS)) {
                return;
            }
        }
    }

    private static void print(String name, String asked, Reported reported) {
        System.out.printf(
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                name,
                asked,
                Reported.cell("%,.0f", reported.perSecond()),
                Reported.cell("%.2f", reported.cpuMicros()),
                Reported.cell("%.3f", reported.slipP99Millis()),
                Reported.cell("%.2f", reported.p99Millis()),
                reported.remark());
    }
}
