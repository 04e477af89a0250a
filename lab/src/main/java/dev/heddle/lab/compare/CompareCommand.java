package dev.heddle.lab.compare;

import dev.heddle.lab.Catalogue;
import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.lab.cli.Suggestion;
import java.util.List;

/** {@code heddle compare}, for the catalogues that one jar has. */
public final class CompareCommand implements Command {
    /** All there are; the launcher chooses the jar by the two first words. */
    private static final List<String> NAMES = List.of("io", "cpu");

    private final List<Catalogue> catalogues;
    private final Measurer.Opener opener;

    private CompareCommand(List<Catalogue> catalogues, Measurer.Opener opener) {
        this.catalogues = List.copyOf(catalogues);
        this.opener = opener;
    }

    /** One that measures these. */
    public static CompareCommand of(Catalogue... catalogues) {
        return new CompareCommand(List.of(catalogues), Measurer::lab);
    }

    /** One that measures by other means. */
    static CompareCommand measuredBy(Measurer.Opener opener, Catalogue... catalogues) {
        return new CompareCommand(List.of(catalogues), opener);
    }

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), CompareOptions.known(), args);
        if (line.has("help")) {
            stdio.print(CompareOptions.HELP);
            return ExitCode.OK;
        }
        var catalogue = require(line.rest());
        var options = CompareOptions.read(catalogue.name(), line);
        var trials = Selection.of(catalogue, options);
        if (options.list()) {
            stdio.print(Listing.of(catalogue, trials));
            return ExitCode.OK;
        }
        return new CompareRun(catalogue, options, trials, opener, stdio).run();
    }

    private Catalogue require(List<String> names) {
        if (names.isEmpty()) {
            throw CommandFailure.usage(
                    "compare what? heddle compare io runs I/O workloads, heddle compare cpu those"
                            + " for cores\nheddle compare --help lists the options.");
        }
        String name = names.getFirst();
        if (names.size() > 1) {
            throw CommandFailure.usage(
                    "compare takes one name, io or cpu, and options: " + String.join(" ", names));
        }
        for (var catalogue : catalogues) {
            if (catalogue.name().equals(name)) {
                return catalogue;
            }
        }
        throw CommandFailure.usage(
                NAMES.contains(name)
                        ? "the name must follow the command: heddle compare " + name + " …"
                        : "nothing to compare is called "
                                + name
                                + Suggestion.of(name, NAMES)
                                + "\nThere are heddle compare io and heddle compare cpu.");
    }
}
