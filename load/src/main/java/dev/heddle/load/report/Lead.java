package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;
import static dev.heddle.lab.html.Tags.words;
import static java.util.Comparator.comparingLong;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.LoadResult;
import dev.heddle.load.SloResult;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** What the page says first: whether it went well, how long it took, and by which evidence. */
final class Lead {
    /** From so much more on, the generator's own share in the latency is told. */
    private static final double NOTABLE = 1.2;

    private final LoadResult result;

    private Lead(LoadResult result) {
        this.result = result;
    }

    static Element of(LoadResult result, List<String> comparison) {
        var answer = new Lead(result);
        var section =
                with(
                        tag("section", "lead").attr("aria-labelledby", "answer"),
                        answer.headline(),
                        answer.sentence());
        comparison.forEach(line -> section.appendChild(text("p", "compared figure", line)));
        if (!result.slo().isEmpty()) {
            section.appendChild(answer.objectives());
        }
        if (answer.ended() == 0) {
            return section;
        }
        section.appendChild(answer.counts());
        return result.latency().count() == 0
                ? section
                : section.appendChild(
                        div("curve", PercentileCurve.of(result), PercentileTable.of(result)));
    }

    private long ended() {
        return result.ok() + result.failed();
    }

    private Element headline() {
        int all = result.slo().size();
        if (!result.valid()) {
            return headline(
                    "bad",
                    result.overstated()
                            ? "An upper bound: latencies are at most as long as told"
                            : "No conclusion can be drawn");
        }
        if (all == 0) {
            return headline("", "How long requests took");
        }
        if (!result.met()) {
            return headline("bad", notMet(all));
        }
        return headline(
                "good",
                all == 1 ? "✓ The objective was met" : "✓ All " + all + " objectives were met");
    }

    private String notMet(int all) {
        long untold = result.slo().stream().filter(slo -> !slo.told()).count();
        long missed = result.slo().stream().filter(slo -> !slo.met()).count() - untold;
        if (all == 1) {
            return missed == 1 ? "✗ The objective was missed" : "The objective cannot be told";
        }
        if (missed == 0) {
            return untold + " of " + all + " objectives cannot be told";
        }
        String more = untold == 0 ? "" : ", and " + untold + " cannot be told";
        return "✗ " + missed + " of " + all + " objectives missed" + more;
    }

    private static Element headline(String classes, String text) {
        return text("h2", classes, text).attr("id", "answer");
    }

    private Element sentence() {
        var sentence = tag("p", "verdict");
        if (ended() == 0) {
            return sentence.text("Nothing was measured: no request came to an end.");
        }
        if (result.ok() == 0) {
            return sentence.text(noneWell());
        }
        spread(sentence);
        sentence.appendText(" ");
        figure(sentence, rate());
        sentence.appendText(" were answered well, ");
        figure(sentence, result.failed() == 0 ? "none" : Verdict.percent(result.failed(), ended()));
        sentence.appendText(" failed.");
        late(sentence);
        return sentence;
    }

    private String noneWell() {
        var most =
                result.errors().entrySet().stream()
                        .max(comparingLong(Map.Entry<String, Long>::getValue));
        String why =
                most.map(kind ->
                                " Most often: "
                                        + result.firstErrors()
                                                .getOrDefault(kind.getKey(), kind.getKey())
                                        + ".")
                        .orElse("");
        return "Not one of " + Numbers.count(ended(), "request") + " was answered well." + why;
    }

    /** Says only what there are answers enough for. */
    private void spread(Element sentence) {
        var latency = result.latency();
        if (Double.isFinite(latency.millis(99))) {
            sentence.appendText("Half of the requests took at most ");
            figure(sentence, Times.of(latency.millis(50)));
            sentence.appendText(", 99 in 100 at most ");
            figure(sentence, Times.of(latency.millis(99)));
            sentence.appendText(", the longest ");
        } else {
            sentence.appendText("Too few answers for a 99th percentile; the longest took ");
        }
        figure(sentence, Times.of(latency.maxMillis()));
        sentence.appendText(".");
    }

    private void late(Element sentence) {
        double service = result.service().millis(99);
        if (result.latency().millis(99) > NOTABLE * service) {
            sentence.appendText(" From the moment they were sent, 99 in 100 took at most ");
            figure(sentence, Times.of(service));
            sentence.appendText("; the rest is the generator being late.");
        }
    }

    private static void figure(Element sentence, String text) {
        sentence.appendChild(text("strong", "figure", text));
    }

    private Element objectives() {
        var body = tag("tbody", "");
        result.slo().forEach(slo -> body.appendChild(objective(slo)));
        // An upper bound that is low enough is no doubt.
        if (result.overstated()) {
            body.select(".met .figure").removeClass("figure");
        }
        return with(
                tag("table", "objectives"),
                text("caption", "hidden", "Objectives, and what became of them"),
                with(
                        tag("thead", "hidden"),
                        with(
                                tag("tr", ""),
                                column("", "Objective"),
                                column("", "Outcome"),
                                column("", "Evidence"))),
                body);
    }

    private static Element objective(SloResult slo) {
        return with(
                tag("tr", slo.met() ? "met" : slo.told() ? "missed" : "untold"),
                with(tag("th", "").attr("scope", "row"), text("code", "", slo.slo())),
                text("td", "outcome figure", outcome(slo)),
                text("td", "evidence figure", slo.evidence()));
    }

    private static String outcome(SloResult slo) {
        if (slo.met()) {
            return "✓ met";
        }
        return slo.told() ? "✗ missed" : "? cannot be told";
    }

    private Element counts() {
        var list = tag("dl", "counts");
        boolean open = result.plan().isOpen();
        if (open) {
            count(list, "Offered", Numbers.count(result.offered()), "arrivals due");
        }
        count(list, "Sent", Numbers.count(result.sent()), open ? sentShare() : "");
        count(list, "Answered well", Numbers.count(result.ok()), rate());
        count(
                list,
                "Failed",
                Numbers.count(result.failed()),
                result.failed() == 0 ? "" : Verdict.percent(result.failed(), ended()));
        if (open) {
            String slip = Times.of(result.sendSlip().millis(99));
            count(list, "Send slip, p99", slip, "the generator's");
        }
        return list;
    }

    private String rate() {
        return Double.isFinite(result.ratePerSecond())
                ? PlanText.rate(result.ratePerSecond())
                : "–";
    }

    private String sentShare() {
        if (result.sent() == 0) {
            return "";
        }
        return result.offered() == result.sent()
                ? "all"
                : Verdict.percent(result.sent(), result.offered());
    }

    private static void count(Element list, String name, String value, String more) {
        list.appendChild(
                div(
                        "",
                        text("dt", "", name),
                        words(
                                tag("dd", "figure"),
                                text("strong", "", value),
                                text("span", "", more))));
    }
}
