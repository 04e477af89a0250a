package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Stdio;

/** {@code heddle load}. */
public final class LoadCommand implements Command {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), LoadOptions.known(), args);
        if (line.has("help")) {
            stdio.print(LoadOptions.HELP);
            return ExitCode.OK;
        }
        return new Execution(LoadOptions.read(line, stdio.in()), stdio).run();
    }
}
