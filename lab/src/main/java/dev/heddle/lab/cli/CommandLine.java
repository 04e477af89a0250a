package dev.heddle.lab.cli;

import java.time.Duration;
import java.util.List;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;

/**
 * The options of one command as they were given. Mistakes end the command with a sentence that
 * names the option.
 */
public final class CommandLine {
    private final org.apache.commons.cli.CommandLine parsed;

    private CommandLine(org.apache.commons.cli.CommandLine parsed) {
        this.parsed = parsed;
    }

    /** Reads the arguments of {@code command}. */
    public static CommandLine parse(String command, Options options, String... args) {
        var parser =
                DefaultParser.builder()
                        .setAllowPartialMatching(false)
                        .setStripLeadingAndTrailingQuotes(false)
                        .get();
        try {
            return new CommandLine(parser.parse(options, args));
        } catch (ParseException e) {
            throw CommandFailure.usage(
                    sentence(e, options) + "\nheddle " + command + " --help lists the options.");
        }
    }

    public boolean has(String option) {
        return parsed.hasOption(option);
    }

    public @Nullable String value(String option) {
        return parsed.getOptionValue(option);
    }

    /** All that were given; an option may be there more than once. */
    public List<String> values(String option) {
        String[] all = parsed.getOptionValues(option);
        return all == null ? List.of() : List.of(all);
    }

    /** A number of things, of which there must be one at least. */
    public int count(String option, int otherwise) {
        return number(option, otherwise, 1);
    }

    /** A number that is not less than {@code least}. */
    public int number(String option, int otherwise, int least) {
        String value = value(option);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is too small.
        }
        throw CommandFailure.usage(
                "--" + option + " must be a number from " + least + ": " + value);
    }

    /** How many in a second, a fraction perhaps; 0 if it is not given. */
    public double rate(String option) {
        String value = value(option);
        if (value == null) {
            return 0;
        }
        try {
            double rate = Double.parseDouble(value);
            // One in a month, a million in a second.
            if (rate >= 4e-7 && rate <= 1e6) {
                return rate;
            }
            if (rate > 1e6 && Double.isFinite(rate)) {
                throw CommandFailure.usage(
                        "--" + option + " must be at most 1,000,000 for each second: " + value);
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is too small.
        }
        throw CommandFailure.usage(
                "--" + option + " must be a number for each second, such as 10 or 0.5: " + value);
    }

    /** {@code 512k}, {@code 10m} or {@code 2g}; a plain number means bytes. */
    public long size(String option, long otherwise) {
        String value = value(option);
        if (value == null) {
            return otherwise;
        }
        try {
            return Sizes.parse(value);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--" + option + " " + e.getMessage());
        }
    }

    /** {@code 500ms}, {@code 10s} or {@code 2m}; a plain number means seconds. */
    public Duration duration(String option, Duration otherwise) {
        String value = value(option);
        if (value == null) {
            return otherwise;
        }
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--" + option + " " + e.getMessage());
        }
    }

    /** What is no option. */
    public List<String> rest() {
        return parsed.getArgList();
    }

    private static String sentence(ParseException e, Options options) {
        if (e instanceof UnrecognizedOptionException unknown) {
            var known = options.getOptions().stream().map(o -> "--" + o.getLongOpt()).toList();
            String name = unknown.getOption().split("=", 2)[0];
            return "no option " + name + Suggestion.of(name, known);
        }
        if (e instanceof MissingArgumentException missing) {
            return "--" + missing.getOption().getLongOpt() + " needs a value";
        }
        return String.valueOf(e.getMessage());
    }
}
