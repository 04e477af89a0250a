package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Heddle, wrk and hey report of a server that answers nothing for one second in every ten,
 * beside the truth: the 99th percentile of the times since the requests were due, from when that
 * server saw them and answered. Prints a Markdown table.
 *
 * <p>wrk knows no rate: its connections pause between two requests, and so send less while they
 * wait. hey's workers have rates, and wait as well.
 *
 * <p>Run by {@code benchmarks/load-truth [seconds]}.
 */
public final class LoadTruth {
    private static final int PER_CONNECTION = 10;
    private static final int CONNECTIONS = 1_000;

    private final Generators generators = new Generators(Generators.pinned("0"));
    private final Duration duration;

    private LoadTruth(Duration duration) {
        this.duration = duration;
    }

    /**
     * Runs the comparison.
     *
     * @param args how many seconds to measure: a multiple of ten, 20 without that
     * @throws Exception if a generator does not work
     */
    public static void main(String... args) throws Exception {
        var truth = new LoadTruth(Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 20));
        System.out.printf(
                Locale.ROOT,
                "%d s, 1 s in every 10 s without answers, %s, JDK %s%n%n",
                truth.duration.toSeconds(),
                Surroundings.load(),
                Runtime.version());
        System.out.println("| generator | asked | requests/s | reported p99, ms | truth, ms | off by | remark |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (int rate : List.of(500, 5_000)) {
            truth.compare(rate);
        }
    }

    private void compare(int rate) throws IOException, InterruptedException {
        int connections = rate / PER_CONNECTION;
        double truth;
        try (var server = Server.start()) {
            var reported =
                    generators.heddle(server.url, rate, CONNECTIONS, Duration.ZERO, duration);
            truth = server.truth(rate);
            print("**Heddle load**", rate, reported, truth);
        }
        if (Generators.isOnPath("wrk")) {
            int pause = 1_000 / PER_CONNECTION;
            try (var server = Server.start()) {
                var reported = generators.pausingWrk(server.url, connections, pause, duration);
                String name = "wrk -t1 -c" + connections + ", pausing " + pause + " ms";
                print(name, rate, reported, truth);
            }
        }
        if (Generators.isOnPath("hey")) {
            try (var server = Server.start()) {
                var reported =
                        generators.pacedHey(server.url, connections, PER_CONNECTION, duration);
                print("hey -c " + connections + " -q " + PER_CONNECTION, rate, reported, truth);
            }
        }
    }

    private static void print(String name, int rate, Reported reported, double truth) {
        double p99 = reported.p99Millis();
        double factor = Math.max(p99, truth) / Math.min(p99, truth);
        String off =
                factor < 2
                        ? String.format(Locale.ROOT, "%.1f %%", Math.abs(p99 / truth - 1) * 100)
                        : String.format(Locale.ROOT, "%.0f ×", factor);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.1f | %.1f | %s | %s |%n",
                name,
                rate,
                reported.perSecond(),
                p99,
                truth,
                off,
                reported.remark());
    }

    /** The server's process, on the second CPU. */
    private static final class Server implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final PrintWriter in;
        final String url;

        private Server(Process process) throws IOException {
            this.process = process;
            this.out = process.inputReader(StandardCharsets.UTF_8);
            this.in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
            this.url = line() + "/";
        }

        static Server start() throws IOException {
            var command = new ArrayList<>(Generators.pinned("1"));
            command.addAll(Surroundings.java(StallingServer.class));
            return new Server(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        }

        double truth(int rate) throws IOException {
            in.println(rate);
            return Double.parseDouble(line());
        }

        private String line() throws IOException {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the server ended");
            }
            return line;
        }

        @Override
        public void close() {
            in.close();
            process.destroy();
        }
    }
}
