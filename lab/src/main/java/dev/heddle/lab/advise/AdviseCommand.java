package dev.heddle.lab.advise;

import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Stdio;
import org.jspecify.annotations.Nullable;

/** {@code heddle advise}. */
public final class AdviseCommand implements Command {
    @Override
    public String name() {
        return "advise";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), AdviseOptions.known(), args);
        if (line.has("help")) {
            stdio.print(AdviseOptions.HELP);
            return ExitCode.OK;
        }
        var options = AdviseOptions.read(line);
        try {
            return run(stdio, options);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private static int run(Stdio stdio, AdviseOptions options) throws InterruptedException {
        @Nullable Advice advice = advice(options);
        @Nullable MachineCard card =
                options.calibrates() ? MachineCard.measure(options.concurrency()) : null;
        if (options.json()) {
            stdio.print(AdviceJson.of(advice, card));
        } else {
            var text = new StringBuilder();
            if (advice != null) {
                text.append(AdviceText.of(advice));
            }
            if (card != null) {
                text.append(advice == null ? "" : "\n").append(CardText.of(card));
            }
            stdio.print(text.toString());
        }
        return advice == null || advice.isGiven() ? ExitCode.OK : ExitCode.INVALID;
    }

    private static @Nullable Advice advice(AdviseOptions options) throws InterruptedException {
        if (options.isDescribed()) {
            return options.advisor().adviseOn(options.described());
        }
        return options.isOwn() ? Container.advise(options.order()) : null;
    }
}
