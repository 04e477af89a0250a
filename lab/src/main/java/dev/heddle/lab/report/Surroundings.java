package dev.heddle.lab.report;

import static dev.heddle.lab.report.Tags.div;
import static dev.heddle.lab.report.Tags.tag;
import static dev.heddle.lab.report.Tags.text;
import static dev.heddle.lab.report.Tags.with;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Environment;
import dev.heddle.lab.cli.Numbers;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Where it was measured, and the command that does so again. */
final class Surroundings {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK)
                    .withZone(ZoneOffset.UTC);

    private Surroundings() {}

    static Element of(Comparison comparison) {
        var environment = comparison.environment();
        var list = tag("dl", "environment");
        add(list, "Measured", time(environment));
        add(list, "Processor", processor(environment));
        add(
                list,
                "Memory",
                environment.memoryBytes() > 0 ? Numbers.bytes(environment.memoryBytes()) : "");
        add(list, "System", environment.os());
        add(list, "Java", environment.java());
        add(list, "JVM flags", String.join(" ", environment.jvmFlags()));
        add(list, "Collectors", String.join(", ", environment.gc()));
        add(list, "Heddle", environment.heddle());
        environment.engines().forEach(engine -> add(list, "Engine", engine));
        return with(
                tag("section", "").attr("aria-labelledby", "environment"),
                text("h2", "", "Where it was measured").attr("id", "environment"),
                list,
                text("h3", "", "To measure it again"),
                with(tag("pre", ""), text("code", "", comparison.command())));
    }

    static String time(Environment environment) {
        return TIME.format(environment.at());
    }

    static String processor(Environment environment) {
        return environment.cpu() + ", " + Numbers.count(environment.cores(), "core");
    }

    private static void add(Element list, String name, String value) {
        if (!value.isBlank()) {
            list.appendChild(div("", text("dt", "", name), text("dd", "", value)));
        }
    }
}
