package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.html.Facts;
import org.jsoup.nodes.Element;

/** Where it was measured, and the command that does so again. */
final class Surroundings {
    private Surroundings() {}

    static Element of(Comparison comparison) {
        return with(
                tag("section", "").attr("aria-labelledby", "environment"),
                text("h2", "", "Where it was measured").attr("id", "environment"),
                Facts.of(comparison.environment()),
                text("h3", "", "To measure it again"),
                with(tag("pre", ""), text("code", "", comparison.command())));
    }
}
