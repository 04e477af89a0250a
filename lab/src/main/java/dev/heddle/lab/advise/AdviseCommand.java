package dev.heddle.lab.advise;

import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.cli.Screen;
import dev.heddle.lab.cli.Stdio;
import java.util.List;
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
        var screen = new Screen(stdio);
        @Nullable Advice advice;
        @Nullable MachineCard card;
        say(stdio, screen);
        try {
            advice = advice(options);
            card = options.calibrates() ? MachineCard.measure(options.concurrency()) : null;
        } finally {
            hush(stdio, screen);
        }
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

    /** A line that stands still: one that moved would be measured too. */
    private static void say(Stdio stdio, Screen screen) {
        if (stdio.errIsTerminal()) {
            String line = "  measuring for some twenty seconds, longer if a call takes seconds…";
            screen.draw(Numbers.cut(line, stdio.columns() - 1), List.of());
        }
    }

    private static void hush(Stdio stdio, Screen screen) {
        if (stdio.errIsTerminal()) {
            screen.clear();
        }
    }

    private static @Nullable Advice advice(AdviseOptions options) throws InterruptedException {
        if (options.isDescribed()) {
            return options.advisor().adviseOn(options.described());
        }
        return options.isOwn() ? Container.advise(options.order()) : null;
    }
}
