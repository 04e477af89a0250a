package dev.heddle.lab.compare;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param catalogue the word after {@code compare}
 * @param workloads to measure; empty for all
 * @param models to try; empty for all
 * @param report where the page goes
 */
record CompareOptions(
        String catalogue,
        List<String> workloads,
        List<String> models,
        boolean quick,
        boolean list,
        boolean json,
        boolean quiet,
        @Nullable Path report) {
    static final String HELP =
            """
            Usage: heddle compare io|cpu [OPTION…]

            Runs workloads under each model, side by side, and says which model to choose
            for which workload, and why. What this machine lacks is named, not measured.

            What to compare
              io                      networks, databases, files
              cpu                     work for cores, engines and other languages
              -w, --workload=NAME     only this one; repeatable, or a list: fan-out,files
              -m, --model=NAME        only this one, likewise; ratios are to the best of
                                      those that were measured
                  --list              what there is to choose from; measures nothing

            How long
                  --quick             smaller sizes and fewer rounds: a minute, where all
                                      of it takes ten

            What comes out
                  --report=FILE       write a page for the browser too; it needs no
                                      network and no JavaScript, and prints well
                  --json              print the results as one JSON document
              -q, --quiet             no progress
              -h, --help              this text

            Examples
              heddle compare io --quick
              heddle compare cpu --report=cpu.html
              heddle compare cpu -w matmul-1000,group-by -m simd,native,columnar,numpy
              heddle compare io --json | jq '.workloads[] | {name, best}'

            How to read it
              Times are medians; the interval holds the true one with 95 % confidence, or,
              of fewer than six rounds, holds all of them. The ratio says how many times
              as long as the model to choose it took. The loop lag is the longest that an
              event loop answered nobody meanwhile, in a typical round. Python is compared
              with, and never chosen; no more are gil (one thread at a time, as CPython's
              lock has it), race and interpreter, which are there for contrast.

            Exit codes: 0 fine, 1 our fault, 2 usage, 4 nothing may be concluded (a noisy
            machine, or no model could be measured), 129 hung up, 130 interrupted. The
            first Ctrl-C ends with what was measured so far, the second at once.
            """;

    CompareOptions {
        workloads = List.copyOf(workloads);
        models = List.copyOf(models);
    }

    static Options known() {
        return new Options()
                .addOption("w", "workload", true, null)
                .addOption("m", "model", true, null)
                .addOption(null, "list", false, null)
                .addOption(null, "quick", false, null)
                .addOption(null, "report", true, null)
                .addOption(null, "json", false, null)
                .addOption("q", "quiet", false, null)
                .addOption("h", "help", false, null);
    }

    static CompareOptions read(String catalogue, CommandLine line) {
        if (line.has("list") && (line.has("json") || line.has("report"))) {
            throw CommandFailure.usage(
                    "--list measures nothing: --json and --report make no sense with it");
        }
        return new CompareOptions(
                catalogue,
                names(line, "workload"),
                names(line, "model"),
                line.has("quick"),
                line.has("list"),
                line.has("json"),
                line.has("quiet"),
                path(line.value("report")));
    }

    /** The command that measures the same again. */
    String command() {
        var command = new StringBuilder("./heddle compare ").append(catalogue);
        if (!workloads.isEmpty()) {
            command.append(" -w ").append(String.join(",", workloads));
        }
        if (!models.isEmpty()) {
            command.append(" -m ").append(String.join(",", models));
        }
        return command.append(quick ? " --quick" : "").toString();
    }

    private static List<String> names(CommandLine line, String option) {
        var names =
                line.values(option).stream()
                        .flatMap(list -> Arrays.stream(list.split(",")))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        if (names.isEmpty() && line.has(option)) {
            throw CommandFailure.usage(
                    "--" + option + " needs a name; heddle compare … --list tells them");
        }
        return names;
    }

    private static @Nullable Path path(@Nullable String file) {
        if (file == null) {
            return null;
        }
        if (file.isBlank() || file.equals("-")) {
            throw CommandFailure.usage("--report needs a file to write, such as report.html");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw CommandFailure.usage("--report " + file + " is no path: " + e.getReason());
        }
    }
}
