package dev.heddle.demo.io.stubs;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.Durations;
import dev.heddle.load.stub.StubDelay;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The options of {@code heddle stubs}, as they are written on the command line. */
final class StubsOptions {
    static final String HELP =
            """
            Usage: heddle stubs [OPTION…]

            Serves on the loopback interface what load can be tried on, until Ctrl-C: a WireMock
            set up for load, or with --null a server that answers as fast as it can. Prints its URL
            when it is ready. heddle load finds out by itself whether it was the limit.

            Where
                  --port=N            listen there; 0 is a free port (8080)
                  --json              print the URL as a JSON document

            What it answers
                  --mappings=DIR      WireMock's mapping files, or a directory with mappings
                                      and __files in it; else every path is answered
                  --status=N          with this status (200)
                  --body-size=SIZE    with so many bytes: 0, 512, 10k, 1m (a small JSON)
                  --delay=DELAY       after 50ms, lognormal:50ms:0.4 (median and sigma), or
                                      uniform:10ms..90ms (at once)

            What goes wrong
                  --fault=FAULT       EMPTY_RESPONSE, MALFORMED_RESPONSE_CHUNK,
                                      RANDOM_DATA_THEN_CLOSE or CONNECTION_RESET_BY_PEER
                  --fault-share=N%    of the answers (100%)
                  --stall=TIME/TIME   with --null: answer nothing for 1s/10s, one second in
                                      every ten

            Who answers
                  --null              Netty with the same answer for all, no WireMock
                  --loops=N           with --null: event loops that answer (1)

              -h, --help              this text
            """;

    private static final int USUAL_PORT = 8080;
    private static final int USUAL_STATUS = 200;
    private static final int MOST_BYTES = 100_000_000;

    private StubsOptions() {}

    static org.apache.commons.cli.Options known() {
        return new org.apache.commons.cli.Options()
                .addOption(null, "port", true, null)
                .addOption(null, "json", false, null)
                .addOption(null, "mappings", true, null)
                .addOption(null, "status", true, null)
                .addOption(null, "body-size", true, null)
                .addOption(null, "delay", true, null)
                .addOption(null, "fault", true, null)
                .addOption(null, "fault-share", true, null)
                .addOption(null, "stall", true, null)
                .addOption(null, "null", false, null)
                .addOption(null, "loops", true, null)
                .addOption("h", "help", false, null);
    }

    /** Reads them; a mistake is a {@link CommandFailure} that names it. */
    static Options read(CommandLine line) {
        if (!line.rest().isEmpty()) {
            throw CommandFailure.usage("stubs takes options only: " + line.rest().getFirst());
        }
        boolean isNull = line.has("null");
        for (String one : isNull ? new String[] {"mappings", "fault"} : new String[0]) {
            refuse(line, one, "is WireMock's: leave out --null");
        }
        for (String one : isNull ? new String[0] : new String[] {"stall", "loops"}) {
            refuse(line, one, "needs --null");
        }
        if (line.has("mappings")) {
            refuse(line, "status", "is what the mappings say: leave out --mappings");
            refuse(line, "body-size", "is what the mappings say: leave out --mappings");
        }
        String mappings = line.value("mappings");
        return new Options(
                most(line, "port", USUAL_PORT, 0, 65_535),
                isNull,
                line.count("loops", 1),
                mappings == null ? null : Path.of(mappings),
                most(line, "status", USUAL_STATUS, 200, 599),
                bodySize(line),
                delay(line),
                stall(line.value("stall")),
                faults(line),
                line.has("json"));
    }

    private static void refuse(CommandLine line, String option, String why) {
        if (line.has(option)) {
            throw CommandFailure.usage("--" + option + " " + why);
        }
    }

    private static int most(CommandLine line, String option, int otherwise, int least, int most) {
        int number = line.number(option, otherwise, least);
        if (number > most) {
            throw CommandFailure.usage(
                    "--"
                            + option
                            + " must be a number from "
                            + least
                            + " to "
                            + most
                            + ": "
                            + number);
        }
        return number;
    }

    private static @Nullable Integer bodySize(CommandLine line) {
        String value = line.value("body-size");
        if (value == null) {
            return null;
        }
        long bytes = value.equals("0") ? 0 : line.size("body-size", 0);
        if (bytes > MOST_BYTES) {
            throw CommandFailure.usage("--body-size must be at most 100 million bytes: " + value);
        }
        return (int) bytes;
    }

    private static StubDelay delay(CommandLine line) {
        String value = line.value("delay");
        try {
            return value == null ? StubDelay.NONE : StubDelay.parse(value);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--delay " + e.getMessage());
        }
    }

    private static Options.@Nullable Stall stall(@Nullable String value) {
        if (value == null) {
            return null;
        }
        int slash = value.indexOf('/');
        try {
            var length = Durations.parse(value.substring(0, Math.max(slash, 0)));
            var every = Durations.parse(value.substring(slash + 1));
            if (length.compareTo(every) < 0) {
                return new Options.Stall(length, every);
            }
        } catch (IllegalArgumentException _) {
            // Said below, together with a stall that never ends.
        }
        throw CommandFailure.usage(
                "--stall must be a time in a longer one such as 1s/10s: " + value);
    }

    private static Options.@Nullable Faults faults(CommandLine line) {
        String value = line.value("fault");
        if (value == null) {
            refuse(line, "fault-share", "needs --fault");
            return null;
        }
        try {
            return new Options.Faults(
                    Fault.valueOf(value.toUpperCase(Locale.ROOT)),
                    share(line.value("fault-share")));
        } catch (IllegalArgumentException _) {
            String known =
                    Arrays.stream(Fault.values())
                            .map(Fault::name)
                            .collect(Collectors.joining(", "));
            throw CommandFailure.usage("--fault must be one of " + known + ": " + value);
        }
    }

    private static double share(@Nullable String value) {
        if (value == null) {
            return 1;
        }
        try {
            boolean isPercent = value.endsWith("%");
            double number =
                    isPercent ? Double.parseDouble(value.substring(0, value.length() - 1)) : 0;
            if (number > 0 && number <= 100) {
                return number / 100;
            }
        } catch (NumberFormatException _) {
            // Said below, together with what is too much.
        }
        throw CommandFailure.usage("--fault-share must be like 1% or 0.5%, at most 100%: " + value);
    }
}
