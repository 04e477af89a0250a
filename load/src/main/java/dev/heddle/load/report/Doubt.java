package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;

import org.jsoup.nodes.Element;

/** Marks every figure of a page as not to be trusted, also where it is copied or printed. */
final class Doubt {
    private static final String WORDS = "not to be trusted";

    private Doubt() {}

    static void mark(Element page) {
        page.addClass("untrusted");
        page.select("td.num, .figure").forEach(Doubt::figure);
        page.select("h2:not(#answer)")
                .forEach(head -> head.appendText(" ").appendChild(text("span", "tag", WORDS)));
        page.select("svg[role=img]").forEach(Doubt::drawing);
    }

    private static void figure(Element figure) {
        figure.appendChild(text("sup", "doubt", "?").attr("title", WORDS));
    }

    private static void drawing(Element svg) {
        var title = svg.child(0);
        title.text("Not to be trusted: " + title.text());
        if (svg.hasClass("plot")) {
            svg.appendChild(
                    tag("text", "watermark")
                            .attr("x", "50%")
                            .attr("y", "50%")
                            .attr("dominant-baseline", "middle")
                            .attr("text-anchor", "middle")
                            .text(WORDS));
        }
    }
}
