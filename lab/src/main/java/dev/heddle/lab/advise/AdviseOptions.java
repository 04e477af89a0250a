package dev.heddle.lab.advise;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** What {@code heddle advise} was asked for. */
final class AdviseOptions {
    static final String HELP =
            """
            Usage: heddle advise --classpath JAR[:JAR…] CLASS[::METHOD] [--input VALUE|@FILE]…
                   heddle advise --cpu-ms N [--io-ms N] [--payload SIZE] [--rate N]
                   heddle advise --calibrate

            Tries a work of yours on the loop, in threads, in virtual threads and in processes, in turn, and says where it
            belongs, how sure that is, and why. The work is called thousands of times, in a process of its own.

            Your work:
              --classpath PATHS    jars and directories, as for java
              CLASS::METHOD        a public static method with one parameter or none
              CLASS                the only such method, or the one called apply, call or run; or a Function, Callable,
                                   Supplier, Runnable or Work with a public constructor without parameters
              --input VALUE        what to call it with, converted to the type of its parameter; several take turns
              --input @FILE        the content of a file, or for a Path the file

            A work that is not written yet:
              --cpu-ms N           milliseconds of a core for each call
              --io-ms N            milliseconds for which a call blocks, as on a socket
              --payload SIZE       size of its input, such as 64k
              --rate N             calls a second there shall be: is there enough of a machine?

            Options:
              --concurrency N      tasks of the loop with a call in flight (64)
              --timeout TIME       for a call; one that takes longer is stopped (10s)
              --heap SIZE          of the process that it is tried in (512m)
              --quick              a few seconds only
              --calibrate          what the way to each pool costs on this machine, and from which size of a call it pays
              --json               one JSON document on standard output
              -h, --help           this text

            Exit: 0 with advice, 4 where none can be given, 2 for a wrong command line, 130 interrupted.
            """;

    private final CommandLine line;

    private AdviseOptions(CommandLine line) {
        this.line = line;
    }

    static Options known() {
        var options = new Options();
        for (String name :
                List.of(
                        "classpath",
                        "cpu-ms",
                        "io-ms",
                        "payload",
                        "rate",
                        "concurrency",
                        "timeout",
                        "heap")) {
            options.addOption(Option.builder().longOpt(name).hasArg().get());
        }
        options.addOption(Option.builder().longOpt("input").hasArg().get());
        for (String name : List.of("quick", "calibrate", "json")) {
            options.addOption(Option.builder().longOpt(name).get());
        }
        return options.addOption(Option.builder("h").longOpt("help").get());
    }

    static AdviseOptions read(CommandLine line) {
        var options = new AdviseOptions(line);
        options.check();
        return options;
    }

    private void check() {
        boolean described = isDescribed();
        boolean owned = line.has("classpath") || !line.rest().isEmpty();
        if (!described && !owned && !calibrates()) {
            throw CommandFailure.usage(
                    "nothing to advise on: give --classpath and a class, or --cpu-ms, or --calibrate"
                            + "\nheddle advise --help shows how.");
        }
        if (described && owned) {
            throw CommandFailure.usage(
                    "--cpu-ms, --io-ms and --payload describe a work that is not written yet: leave"
                            + " them or the class out");
        }
        if (owned && !line.has("classpath")) {
            throw CommandFailure.usage(
                    "where is " + line.rest().getFirst() + "? give --classpath JAR");
        }
        if (owned && line.rest().size() != 1) {
            throw CommandFailure.usage(
                    line.rest().isEmpty()
                            ? "which class? give its name, such as com.acme.Thumbnail"
                            : "one class at a time, not " + String.join(" ", line.rest()));
        }
    }

    boolean isDescribed() {
        return line.has("cpu-ms") || line.has("io-ms") || line.has("payload");
    }

    boolean isOwn() {
        return line.has("classpath");
    }

    boolean calibrates() {
        return line.has("calibrate");
    }

    boolean json() {
        return line.has("json");
    }

    int concurrency() {
        int value = line.count("concurrency", 64);
        if (value > Advisor.MOST_CONCURRENCY) {
            throw CommandFailure.usage(
                    "--concurrency must be at most %,d, as many calls as a pool lets wait: %s"
                            .formatted(Advisor.MOST_CONCURRENCY, line.value("concurrency")));
        }
        return value;
    }

    Advisor advisor() {
        return Advisor.with()
                .concurrency(concurrency())
                .deadline(timeout())
                .quick(line.has("quick"))
                .rate(line.rate("rate"))
                .open();
    }

    OwnWorkload<byte[], Long> described() {
        double cpu = millis("cpu-ms");
        double wait = millis("io-ms");
        long payload = line.size("payload", 0);
        if (payload > 1 << 28) {
            throw CommandFailure.usage("--payload must be at most 256m: " + line.value("payload"));
        }
        String name =
                "%s of CPU, %s of waiting, %s of input"
                        .formatted(
                                Units.millis(cpu),
                                Units.millis(wait),
                                Units.bytes((double) payload));
        var mix = new Mix(Mix.turnsFor(cpu * 1e3), Math.round(wait * 1e6));
        return OwnWorkload.of(name, mix, List.of(new byte[(int) payload]));
    }

    private double millis(String option) {
        @Nullable String value = line.value(option);
        if (value == null) {
            return 0;
        }
        try {
            double millis = Double.parseDouble(value);
            if (millis >= 0 && millis <= 10_000) {
                return millis;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is out of range.
        }
        throw CommandFailure.usage(
                "--" + option + " must be milliseconds from 0 to 10000: " + value);
    }

    Contained.Order order() {
        String[] names = line.rest().getFirst().split("::", 2);
        long heap = line.size("heap", 512L << 20);
        if (heap < 32 << 20) {
            throw CommandFailure.usage("--heap must be at least 32m: " + line.value("heap"));
        }
        return new Contained.Order(
                names[0],
                names.length == 1 ? "" : names[1],
                line.values("input"),
                classPath(),
                Path.of("").toAbsolutePath().toString(),
                "",
                concurrency(),
                timeout(),
                heap,
                line.has("quick"),
                line.rate("rate"));
    }

    private Duration timeout() {
        return line.duration("timeout", Duration.ofSeconds(10));
    }

    /** In full, for a process that starts elsewhere. */
    private String classPath() {
        String given = String.valueOf(line.value("classpath"));
        return Arrays.stream(given.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(AdviseOptions::existing)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String existing(String entry) {
        var path = Path.of(entry).toAbsolutePath();
        boolean wildcard = entry.endsWith("*");
        if (!wildcard && !Files.exists(path)) {
            throw CommandFailure.usage("--classpath: there is no " + entry);
        }
        return path.toString();
    }
}
