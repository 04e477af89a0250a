package dev.heddle.benchmarks.load;

import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs load generators, each in a process of its own on the first CPU. */
final class Generators {
    /** As the launcher has it for {@code load}: short pauses, and no barriers in between. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseParallelGC", "-Xms512m", "-Xmn256m", "-XX:-UsePerfData");

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern WRK_P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\s");
    private static final Pattern WRK_COUNT = Pattern.compile("(\\d+) requests in");
    private static final Pattern HEY_P99 = Pattern.compile("99% in ([0-9.]+) secs");
    private static final Pattern HEY_COUNT = Pattern.compile("\\[200]\\s+(\\d+) responses");

    /** The second line of {@code times}: that of the children. */
    private static final Pattern TIMES =
            Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s\\s*$");

    private static final int PATIENCE_SECONDS = 120;

    private final List<String> prefix;

    Generators(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /** Heddle's, at a rate. */
    Reported heddle(String url, double rate, int connections, Duration warmUp, Duration duration)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>(prefix);
        var java =
                Surroundings.java(
                        HeddleProcess.class,
                        url,
                        Double.toString(rate),
                        Integer.toString(connections),
                        Long.toString(warmUp.toSeconds()),
                        Long.toString(duration.toSeconds()));
        command.add(java.getFirst());
        command.addAll(FLAGS);
        command.addAll(java.subList(1, java.size()));
        var lines = output(command).lines().toList();
        var words = lines.getLast().split(" ", 5);
        return new Reported(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                words[4].strip());
    }

    /** wrk's, as fast as it can: each connection sends again as soon as it is answered. */
    Reported wrk(String url, int connections, Duration duration)
            throws IOException, InterruptedException {
        return wrk(url, connections, duration, List.of());
    }

    /** wrk's, whose connections pause between two requests: it knows no rate. */
    Reported pausingWrk(String url, int connections, int pauseMillis, Duration duration)
            throws IOException, InterruptedException {
        var script = Files.createTempFile("heddle-wrk", ".lua");
        try {
            Files.writeString(script, "function delay() return " + pauseMillis + " end\n");
            return wrk(url, connections, duration, List.of("-s", script.toString()));
        } finally {
            Files.delete(script);
        }
    }

    private Reported wrk(String url, int connections, Duration duration, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("wrk", "-t1", "--latency", "--timeout", "30s"));
        command.addAll(List.of("-c", Integer.toString(connections)));
        command.addAll(List.of("-d", duration.toSeconds() + "s"));
        command.addAll(more);
        command.add(url);
        String output = timed(command);
        var p99 = find(WRK_P99, output);
        double unit =
                switch (p99.group(2)) {
                    case "us" -> 1e-3;
                    case "ms" -> 1;
                    default -> 1e3;
                };
        return new Reported(
                number(RATE, output),
                Double.parseDouble(p99.group(1)) * unit,
                Double.NaN,
                cpuMicros(output, number(WRK_COUNT, output)),
                "");
    }

    /** hey's, as fast as it can. */
    Reported hey(String url, int connections, Duration duration)
            throws IOException, InterruptedException {
        return hey(url, connections, duration, List.of());
    }

    /** hey's, each of whose workers keeps to a rate, and waits while it is not answered. */
    Reported pacedHey(String url, int connections, double rateOfEach, Duration duration)
            throws IOException, InterruptedException {
        return hey(url, connections, duration, List.of("-q", Double.toString(rateOfEach)));
    }

    private Reported hey(String url, int connections, Duration duration, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("hey", "-t", "30"));
        command.addAll(List.of("-c", Integer.toString(connections)));
        command.addAll(List.of("-z", duration.toSeconds() + "s"));
        command.addAll(more);
        command.add(url);
        String output = timed(command);
        return new Reported(
                number(RATE, output),
                number(HEY_P99, output) * 1e3,
                Double.NaN,
                cpuMicros(output, number(HEY_COUNT, output)),
                "");
    }

    private String timed(List<String> command) throws IOException, InterruptedException {
        var all = new ArrayList<>(prefix);
        all.addAll(List.of("sh", "-c", "\"$@\"; times", "sh"));
        all.addAll(command);
        return output(all);
    }

    private static double cpuMicros(String output, double requests) {
        var times = find(TIMES, output);
        double user = 60 * Integer.parseInt(times.group(1)) + Double.parseDouble(times.group(2));
        double system = 60 * Integer.parseInt(times.group(3)) + Double.parseDouble(times.group(4));
        return (user + system) * 1e6 / requests;
    }

    private static double number(Pattern pattern, String output) {
        return Double.parseDouble(find(pattern, output).group(1));
    }

    private static Matcher find(Pattern pattern, String output) {
        var matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in:\n" + output);
        }
        return matcher;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + " failed:\n" + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether there is such a program. */
    static boolean isOnPath(String command) {
        for (var directory : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(directory, command))) {
                return true;
            }
        }
        return false;
    }

    /** What puts a process on a CPU, where that can be. */
    static List<String> pinned(String cpu) {
        boolean canPin = Runtime.getRuntime().availableProcessors() > 1 && isOnPath("taskset");
        return canPin ? List.of("taskset", "-c", cpu) : List.of();
    }
}
