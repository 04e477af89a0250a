package dev.heddle.demo.io.stubs;

import dev.heddle.lab.cli.Command;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Interrupts;
import dev.heddle.lab.cli.Stdio;
import java.util.concurrent.CountDownLatch;

/** {@code heddle stubs}. */
public final class StubsCommand implements Command {
    @Override
    public String name() {
        return "stubs";
    }

    @Override
    public int run(Stdio stdio, String... args) {
        var line = CommandLine.parse(name(), StubsOptions.known(), args);
        if (line.has("help")) {
            stdio.print(StubsOptions.HELP);
            return ExitCode.OK;
        }
        var asked = StubsOptions.read(line);
        var ended = new CountDownLatch(1);
        try (var interrupts = Interrupts.listen(_ -> endedNow(ended))) {
            new StubsRun(asked, stdio).until(_ -> awaitEnd(ended));
            return interrupts.exitCode();
        }
    }

    private static boolean endedNow(CountDownLatch ended) {
        boolean isFirst = ended.getCount() > 0;
        ended.countDown();
        return isFirst;
    }

    /** Without a limit: a server runs until somebody ends it. */
    private static void awaitEnd(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException _) {
            // As good as a signal.
            Thread.currentThread().interrupt();
        }
    }
}
