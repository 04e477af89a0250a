package dev.heddle.lab.advise;

import java.util.Locale;

/** A machine card for people. */
final class CardText {
    private CardText() {}

    static String of(MachineCard card) {
        var text = new StringBuilder();
        text.append(
                "This machine, %d cores: from the loop to a pool and back\n\n"
                        .formatted(card.cores()));
        row(text, "", "one by one", card.concurrency() + " in flight", "worth it from");
        for (var pool : card.pools()) {
            row(
                    text,
                    pool.model(),
                    Units.micros(pool.oneCallMicros().median()),
                    Units.micros(pool.inFlightMicros().median()),
                    Double.isNaN(pool.breakEvenMicros())
                            ? "never seen"
                            : Units.micros(pool.breakEvenMicros()));
        }
        text.append(
                "\nWorth it: a call that takes so much of a core is done sooner there than on the loop.\n");
        return text.toString();
    }

    private static void row(StringBuilder text, Object... cells) {
        text.append(String.format(Locale.ROOT, "  %-17s %12s %14s %15s%n", cells));
    }
}
