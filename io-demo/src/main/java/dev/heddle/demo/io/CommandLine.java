package dev.heddle.demo.io;

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

    /** A number of things, of which there must be one at least. */
    public int count(String option, int otherwise) {
        String value = value(option);
        if (value == null) {
            return otherwise;
        }
        try {
            int count = Integer.parseInt(value);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is too small.
        }
        throw CommandFailure.usage("--" + option + " must be a number from 1: " + value);
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
