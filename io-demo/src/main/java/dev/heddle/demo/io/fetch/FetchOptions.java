package dev.heddle.demo.io.fetch;

import dev.heddle.demo.io.HttpOptions;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import java.nio.file.Path;
import java.time.Duration;

/** The options of {@code heddle fetch}, as they are written on the command line. */
final class FetchOptions {
    static final String HELP =
            """
            Usage: heddle fetch [OPTION…] [URL…]

            Fetches many URLs on one event loop and says how it went. Without URLs, shows
            it on a thousand of an embedded WireMock, which takes 50 ms for each.

            What to fetch
              -i, --input=FILE        read URLs from a file, one a line; - is standard
                                      input; gzip is unpacked; blank lines and #
                                      comments are skipped. A line may be a JSON object:
                                      url, and if wanted method, headers, body, id
                  --dedupe            pass over lines with the same method, URL and body
                                      as one before
              -H, --header=HEADER     send 'Name: value' with each request; repeatable
              -X, --method=METHOD     GET, or POST where there is a body
              -d, --data=TEXT         send a body, as a form unless a Content-Type
                                      header says otherwise; @FILE reads it from a file

            How fast, how often
              -c, --concurrency=N     requests under way at a time (100)
                  --per-host=N        how many of them to one host (all)
                  --rate=N            requests begun in a second, evenly spaced
                  --per-host-rate=N   the same for each host, with retries and redirects
                  --timeout=TIME      for each URL, to the end of its body, retries and
                                      redirects included: 10s, 500ms, 2m (30s)
                  --retries=N         send again after failures that may pass (2); all
                                      retries are at most a fifth of the requests, or
                                      100 of the last thousand
                  --max-redirects=N   follow so many; 0 makes them answers (10)

            How to get there
                  --proxy=URL         go through http://[user:pass@]host:port, or
                                      socks5:// or socks5h://; else what http_proxy,
                                      https_proxy, all_proxy and no_proxy say
                  --cacert=FILE       trust the authorities in this PEM file only
              -k, --insecure          trust anybody, whoever they are

            What to keep out
                  --max-body=SIZE     fail a longer body: 512k, 10m, 1g (no limit; 10m
                                      with --extract)
                  --block-private     connect to public addresses only, checked after
                                      DNS and at each redirect

            What comes out
              -o, --output=FILE       write a JSON line for each URL as it is done: url,
                                      status, ok, bytes, millis, kind, error; an existing
                                      file is overwritten; - is standard output
                  --resume            append to -o, and fetch only what has no record
                                      there: by its id if it has one, else by method,
                                      URL and body. For after a crash or kill -9, too
                  --retry-failed      with --resume: fetch failed ones again
              -x, --extract=NAME=EXPR put what EXPR finds in a body into its record:
                                      title=css:h1, 'link=css:a::attr(href)',
                                      'price=json:$.price', 'id=regex:item-([0-9]+)';
                                      'links[]=…' takes all, not the first; repeatable
                  --save=DIR          save bodies of status below 400, a file for each URL
                  --json              print the summary as one JSON document
              -q, --quiet             no progress, and no summary but that of --json
              -h, --help              this text
              -V, --version           the version

            Exit codes: 0 all fetched, 1 our fault, 2 usage, 3 some failed, 129 hung up,
            130 interrupted. A URL is fetched if its status is below 400, its body whole,
            and what is to be extracted can be read. The first Ctrl-C ends with a summary,
            the second at once.
            """;

    private static final int CONCURRENCY = 100;
    private static final int RETRIES = 2;
    private static final int REDIRECTS = 10;
    private static final long EXTRACTED_BODY = 10 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private FetchOptions() {}

    static org.apache.commons.cli.Options known() {
        return new org.apache.commons.cli.Options()
                .addOption("i", "input", true, null)
                .addOption(null, "dedupe", false, null)
                .addOption("H", "header", true, null)
                .addOption("X", "method", true, null)
                .addOption("d", "data", true, null)
                .addOption("c", "concurrency", true, null)
                .addOption(null, "per-host", true, null)
                .addOption(null, "rate", true, null)
                .addOption(null, "per-host-rate", true, null)
                .addOption(null, "timeout", true, null)
                .addOption(null, "retries", true, null)
                .addOption(null, "max-redirects", true, null)
                .addOption(null, "proxy", true, null)
                .addOption(null, "cacert", true, null)
                .addOption("k", "insecure", false, null)
                .addOption(null, "max-body", true, null)
                .addOption(null, "block-private", false, null)
                .addOption("o", "output", true, null)
                .addOption(null, "resume", false, null)
                .addOption(null, "retry-failed", false, null)
                .addOption("x", "extract", true, null)
                .addOption(null, "save", true, null)
                .addOption(null, "json", false, null)
                .addOption("q", "quiet", false, null)
                .addOption("h", "help", false, null)
                .addOption("V", "version", false, null);
    }

    static Options read(CommandLine line) {
        var options =
                new Options(
                        line.rest(),
                        line.value("input"),
                        line.has("dedupe"),
                        sending(line),
                        pace(line),
                        bounds(line),
                        HttpOptions.network(line),
                        line.values("extract"),
                        output(line));
        ensureConsistent(options);
        return options;
    }

    private static Options.Sending sending(CommandLine line) {
        byte[] data = HttpOptions.data(line);
        return new Options.Sending(
                HttpOptions.method(line),
                HttpOptions.headers(line),
                data == null ? null : RequestParser.form(data));
    }

    private static Options.Pace pace(CommandLine line) {
        int concurrency = line.count("concurrency", CONCURRENCY);
        return new Options.Pace(
                concurrency,
                Math.min(line.count("per-host", concurrency), concurrency),
                line.rate("rate"),
                line.rate("per-host-rate"),
                line.duration("timeout", TIMEOUT),
                line.number("retries", RETRIES, 0));
    }

    private static Options.Bounds bounds(CommandLine line) {
        return new Options.Bounds(
                line.number("max-redirects", REDIRECTS, 0),
                line.size("max-body", line.has("extract") ? EXTRACTED_BODY : 0),
                line.has("block-private"));
    }

    private static Options.Output output(CommandLine line) {
        String save = line.value("save");
        return new Options.Output(
                line.value("output"),
                save == null ? null : Path.of(save),
                line.has("resume"),
                line.has("retry-failed"),
                line.has("json"),
                line.has("quiet"));
    }

    private static void ensureConsistent(Options options) {
        var output = options.output();
        boolean onOut = Options.STANDARD_STREAM.equals(output.file());
        if (options.input() != null && !options.urls().isEmpty()) {
            throw CommandFailure.usage("give URLs or --input, not both");
        }
        if (output.json() && onOut) {
            throw CommandFailure.usage("--json and -o - would both write to standard output");
        }
        if (output.resume() && (output.file() == null || onOut)) {
            throw CommandFailure.usage("--resume needs -o FILE, the records to go on from");
        }
        if (output.retryFailed() && !output.resume()) {
            throw CommandFailure.usage("--retry-failed needs --resume");
        }
        if (!options.extract().isEmpty() && output.file() == null) {
            throw CommandFailure.usage("--extract needs -o, the file for what it finds");
        }
    }
}
