package dev.heddle.lab.html;

import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;

import dev.heddle.lab.Environment;
import dev.heddle.lab.cli.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Names and what is known of them, such as where something was measured. */
public final class Facts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK)
                    .withZone(ZoneOffset.UTC);

    private final Element list = tag("dl", "environment");

    /** Where something was measured. */
    public static Element of(Environment environment) {
        var facts =
                new Facts()
                        .add("Measured", time(environment.at()))
                        .add("Processor", processor(environment))
                        .add(
                                "Memory",
                                environment.memoryBytes() > 0
                                        ? Numbers.bytes(environment.memoryBytes())
                                        : "")
                        .add("System", environment.os())
                        .add("Java", environment.java())
                        .add("JVM flags", String.join(" ", environment.jvmFlags()))
                        .add("Collectors", String.join(", ", environment.gc()))
                        .add("Heddle", environment.heddle());
        environment.engines().forEach(engine -> facts.add("Engine", engine));
        return facts.list();
    }

    /** {@code 21 November 2026, 18:53 UTC}. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@code AMD EPYC 9B14, 2 cores}. */
    public static String processor(Environment environment) {
        return environment.cpu() + ", " + Numbers.count(environment.cores(), "core");
    }

    /** One more, unless it is blank. */
    public Facts add(String name, String value) {
        if (!value.isBlank()) {
            list.appendChild(div("", text("dt", "", name), text("dd", "", value)));
        }
        return this;
    }

    /** All of them. */
    public Element list() {
        return list;
    }
}
