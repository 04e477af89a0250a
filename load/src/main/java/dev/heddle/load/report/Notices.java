package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** What must be known before anything else is read. */
final class Notices {
    private static final String OVERSTATED =
            "Only the generator was late, which makes latencies look longer than they were: an"
                    + " objective that was met is met.";

    private Notices() {}

    static List<Element> of(LoadResult result) {
        var notices = new ArrayList<Element>();
        if (!result.valid()) {
            notices.add(invalid(result));
        }
        if (result.stopped() != null) {
            notices.add(
                    notice(
                            "Interrupted",
                            "Stopped (%s) after %s of %s. All figures are of that time."
                                    .formatted(
                                            result.stopped(),
                                            PlanText.length(result.measured()),
                                            PlanText.length(result.plan().duration()))));
        }
        if (!result.plan().isOpen()) {
            notices.add(notice("Closed model: waiting is hidden", closed(result)));
        }
        return notices;
    }

    private static Element invalid(LoadResult result) {
        var reasons = tag("ul", "");
        result.invalidReasons().forEach(reason -> reasons.appendChild(text("li", "", reason)));
        var notice =
                div("notice invalid", text("strong", "", "Not valid: do not trust these figures"));
        String failures = Verdict.failures(result).strip();
        if (!failures.isEmpty()) {
            notice.prependChild(text("p", "", failures));
        }
        notice.appendChild(reasons);
        return result.overstated() ? notice.appendChild(text("p", "", OVERSTATED)) : notice;
    }

    private static String closed(LoadResult result) {
        return "Each of "
                + Numbers.count(result.plan().users(), "user")
                + " sent again only when answered, so that while the server was slow, less was"
                + " sent. Whoever would have come meanwhile is not in the latencies, which may be"
                + " far lower than at a constant rate. Test with a rate to see them.";
    }

    private static Element notice(String head, String text) {
        return div("notice", text("strong", "", head), text("p", "", text));
    }
}
