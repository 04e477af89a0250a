package dev.heddle.demo.io.load;

import dev.heddle.demo.io.HttpOptions;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.Durations;
import dev.heddle.load.DataTable;
import dev.heddle.load.LoadRequest;
import dev.heddle.load.Slo;
import dev.heddle.load.Stage;
import dev.heddle.load.report.Baseline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options of {@code heddle load}, as they are written on the command line. */
final class LoadOptions {
    static final String HELP =
            """
            Usage: heddle load [OPTION…] [[WEIGHT:]URL…]

            Sends requests at a constant rate, whatever becomes of those before, and tells
            how long each took from the moment it was due. Judges itself: a run that proves
            nothing says why. Each origin is asked once before, with HEAD in place of POST
            and the like, and one on the loopback interface whether it is one of heddle
            stubs, which is watched then. Without URLs, shows it on a WireMock of its own,
            which answers after 10 ms.

            What to send
              [WEIGHT:]URL            GETs of it; of several, as often as their weights
                                      say: 3:http://localhost/a http://localhost/b
                  --requests=FILE     read requests from a file, a JSON object a line: url,
                                      and if wanted method, headers, body, weight; - is
                                      standard input
              -X, --method=METHOD     GET, or POST where there is a body
              -H, --header=HEADER     send 'Name: value' with each request; repeatable
              -d, --data=TEXT         send a body, as a form unless a Content-Type
                                      header says otherwise; @FILE reads it from a file
                  --data-file=FILE    put a row's values where URL, headers and body say
                                      ${column}: CSV with a line of names, or .jsonl;
                                      escaped in the strings of a JSON body

            How fast, how long
                  --rate=N            requests in a second (100)
                  --poisson           as independent users come, not evenly spaced
                  --stage=TIME:N..M   go from one rate to another; repeatable, in place
                                      of --rate and --duration: 10s:100..1000, 30s:500
                  --users=N           instead: so many users, who each send again when
                                      they are answered; hides what others would wait
                  --duration=TIME     measure so long: 10s, 500ms, 2m (10s)
                  --warmup=TIME       send so long before, unmeasured; 0s for not (2s)

            Limits
                  --connections=N     the most to one host (1000)
                  --timeout=TIME      for each request, from when it was due (30s)
                  --loops=N           event loops that send, each on a core (1)
                  --seed=N            of the order, and of --poisson; else another one
                                      each time

            How to get there
                  --proxy=URL         go through http://[user:pass@]host:port, or
                                      socks5:// or socks5h://; else what http_proxy,
                                      https_proxy, all_proxy and no_proxy say
                  --cacert=FILE       trust the authorities in this PEM file only
              -k, --insecure          trust anybody, whoever they are

            What is wanted
                  --slo=OBJECTIVE     exit with 99 where it is missed; repeatable:
                                      'p99<50ms', 'errors<1%', 'rate>=490',
                                      'service.p99<20ms'
                  --baseline=FILE     compare with what --json printed before

            What comes out
                  --report=FILE       write a page for the browser too; it needs no
                                      network and no JavaScript, and prints well
                  --hlog=FILE         write the latencies as an HdrHistogram log
                  --metrics=PORT      serve http://127.0.0.1:PORT/metrics to Prometheus
                                      meanwhile; HOST:PORT for another address
                  --json              print the result as one JSON document
              -q, --quiet             no progress, and no summary but that of --json
              -h, --help              this text

            Examples
              heddle load --report load.html
              heddle load http://localhost:8080/ --rate 500 --slo 'p99<50ms'
              heddle load --stage 10s:100..1000 --stage 30s:1000 http://localhost:8080/
              heddle load http://localhost:8080/ --json --report load.html > now.json

            Exit codes: 0 fine, 1 our fault, 2 usage, 3 some requests failed and no --slo
            allows it, or an origin cannot be reached, 4 the figures prove nothing, 99 an
            objective was missed, 129 hung up, 130 interrupted. The first Ctrl-C ends with
            what was measured so far, the second at once.
            """;

    /** More than a machine has ports for one peer, or memory for users. */
    private static final int MOST = 100_000;

    private static final Set<String> REPEATABLE = Set.of("header", "stage", "slo");

    private LoadOptions() {}

    static org.apache.commons.cli.Options known() {
        return new org.apache.commons.cli.Options()
                .addOption(null, "requests", true, null)
                .addOption("X", "method", true, null)
                .addOption("H", "header", true, null)
                .addOption("d", "data", true, null)
                .addOption(null, "data-file", true, null)
                .addOption(null, "rate", true, null)
                .addOption(null, "poisson", false, null)
                .addOption(null, "stage", true, null)
                .addOption(null, "users", true, null)
                .addOption(null, "duration", true, null)
                .addOption(null, "warmup", true, null)
                .addOption(null, "connections", true, null)
                .addOption(null, "timeout", true, null)
                .addOption(null, "loops", true, null)
                .addOption(null, "seed", true, null)
                .addOption(null, "proxy", true, null)
                .addOption(null, "cacert", true, null)
                .addOption("k", "insecure", false, null)
                .addOption(null, "slo", true, null)
                .addOption(null, "baseline", true, null)
                .addOption(null, "report", true, null)
                .addOption(null, "hlog", true, null)
                .addOption(null, "metrics", true, null)
                .addOption(null, "json", false, null)
                .addOption("q", "quiet", false, null)
                .addOption("h", "help", false, null);
    }

    /**
     * Reads them.
     *
     * @param in standard input, for {@code --requests=-}
     */
    static Options read(CommandLine line, InputStream in) {
        ensureOnce(line);
        ensureConsistent(line);
        var usual = new Usual(HttpOptions.method(line), HttpOptions.headers(line), body(line));
        var requests = requests(line, in, usual);
        ensureFilled(line, requests);
        return new Options(
                requests,
                usual,
                file(line, "data-file", DataTable::read),
                pace(line),
                limits(line),
                HttpOptions.network(line),
                line.values("slo").stream().map(text -> parsed("slo", text, Slo::parse)).toList(),
                file(line, "baseline", Baseline::read),
                null,
                output(line));
    }

    private static void ensureOnce(CommandLine line) {
        for (var option : known().getOptions()) {
            String name = option.getLongOpt();
            var values = line.values(name);
            if (values.size() > 1 && !REPEATABLE.contains(name)) {
                throw CommandFailure.usage(
                        "--" + name + " may be there once only: " + String.join(", ", values));
            }
        }
    }

    /** Of rows that nobody asks for, none would be sent. */
    private static void ensureFilled(CommandLine line, List<LoadRequest> requests) {
        if (line.has("data-file") && requests.stream().noneMatch(LoadOptions::isFilled)) {
            throw CommandFailure.usage(
                    "--data-file "
                            + line.value("data-file")
                            + " is for ${column} in a URL, a header or a body, and there is none");
        }
    }

    private static boolean isFilled(LoadRequest request) {
        var headers = String.join("\n", request.headers().values());
        return (request.url() + "\n" + headers + "\n" + request.body()).contains("${");
    }

    private static void ensureConsistent(CommandLine line) {
        for (String open : List.of("rate", "stage", "poisson")) {
            ensureNotBoth(line, "users", open, "users send again when they are answered, and");
        }
        for (String one : List.of("rate", "duration")) {
            ensureNotBoth(line, "stage", one, "stages have rates and times of their own, and");
        }
        if (line.has("requests") && !line.rest().isEmpty()) {
            throw CommandFailure.usage("give URLs or --requests, not both");
        }
    }

    private static void ensureNotBoth(CommandLine line, String one, String other, String why) {
        if (line.has(one) && line.has(other)) {
            throw CommandFailure.usage(why + " --" + other + " makes no sense with --" + one);
        }
    }

    // --- what is sent -----------------------------------------------------------------------

    private static List<LoadRequest> requests(CommandLine line, InputStream in, Usual usual) {
        String file = line.value("requests");
        return file == null
                ? line.rest().stream().map(usual::url).toList()
                : RequestsFile.read(file, in, usual);
    }

    private static @Nullable String body(CommandLine line) {
        byte[] data = HttpOptions.data(line);
        if (data == null) {
            return null;
        }
        String text = Texts.utf8(data);
        if (text == null) {
            throw CommandFailure.usage("--data " + line.value("data") + " is no text in UTF-8");
        }
        return text;
    }

    // --- when -------------------------------------------------------------------------------

    private static Options.Pace pace(CommandLine line) {
        return new Options.Pace(
                line.rate("rate"),
                line.has("poisson"),
                line.values("stage").stream()
                        .map(text -> parsed("stage", text, Stage::parse))
                        .toList(),
                atMost(line, "users"),
                line.has("duration") ? line.duration("duration", Duration.ZERO) : null,
                warmUp(line));
    }

    private static @Nullable Duration warmUp(CommandLine line) {
        String value = line.value("warmup");
        if (value == null) {
            return null;
        }
        return value.matches("0+(ms|s|m)?")
                ? Duration.ZERO
                : parsed("warmup", value, Durations::parse);
    }

    private static Options.Limits limits(CommandLine line) {
        int loops = line.count("loops", 0);
        int cores = Runtime.getRuntime().availableProcessors();
        if (loops > cores) {
            throw CommandFailure.usage(
                    "--loops must be at most " + cores + ", the cores there are: " + loops);
        }
        return new Options.Limits(
                atMost(line, "connections"),
                line.has("timeout") ? line.duration("timeout", Duration.ZERO) : null,
                loops,
                seed(line.value("seed")));
    }

    /** 0 if it is not given. */
    private static int atMost(CommandLine line, String option) {
        int number = line.count(option, 0);
        if (number > MOST) {
            throw CommandFailure.usage("--" + option + " must be at most " + MOST + ": " + number);
        }
        return number;
    }

    private static @Nullable Long seed(@Nullable String value) {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException _) {
            throw CommandFailure.usage("--seed must be a whole number: " + value);
        }
    }

    // --- what comes out ---------------------------------------------------------------------

    private static Options.Output output(CommandLine line) {
        String metrics = line.value("metrics");
        return new Options.Output(
                fileToWrite(line, "report", "report.html"),
                fileToWrite(line, "hlog", "load.hlog"),
                metrics == null ? null : parsed("metrics", metrics, MetricsAddress::parse),
                line.has("json"),
                line.has("quiet"));
    }

    private static @Nullable Path fileToWrite(CommandLine line, String option, String example) {
        String file = line.value(option);
        if (file != null && (file.isBlank() || file.equals("-"))) {
            throw CommandFailure.usage(
                    "--" + option + " needs a file to write, such as " + example);
        }
        return file == null ? null : path(option, file);
    }

    private static Path path(String option, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw CommandFailure.usage(
                    "--" + option + " " + file + " is no path: " + e.getReason());
        }
    }

    private static <T> @Nullable T file(CommandLine line, String option, FileReader<T> reader) {
        String file = line.value(option);
        if (file == null) {
            return null;
        }
        try {
            return reader.read(path(option, file));
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read --" + option + " " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--" + option + " " + e.getMessage());
        }
    }

    private static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--" + option + " " + e.getMessage());
        }
    }

    /** Reads a file, whose name is in its messages. */
    @FunctionalInterface
    private interface FileReader<T> {
        T read(Path file) throws IOException;
    }
}
