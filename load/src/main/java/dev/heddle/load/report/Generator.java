package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.column;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.LoadResult;
import org.jsoup.nodes.Element;

/** Whether the generator, or the stub, was the limit: what they were like while they measured. */
final class Generator {
    private final LoadResult result;
    private final Element body = tag("tbody", "");

    private Generator(LoadResult result) {
        this.result = result;
    }

    static Element of(LoadResult result) {
        return new Generator(result).section();
    }

    private Element section() {
        rows();
        stub();
        return with(
                tag("section", "").attr("aria-labelledby", "generator"),
                text("h2", "", "Was it the service that was measured?").attr("id", "generator"),
                text("p", "hint", wasIt()),
                with(
                        tag("table", "list health"),
                        text("caption", "hidden", "The generator and the stub"),
                        with(
                                tag("thead", "hidden"),
                                with(
                                        tag("tr", ""),
                                        column("", "What"),
                                        column("", "Figures"),
                                        column("", "Meaning"))),
                        body));
    }

    private String wasIt() {
        if (!result.valid()) {
            return "Not as it should be, for the reasons above. This is what the generator was like.";
        }
        return result.ok() == 0
                ? "Only failures were measured. The generator kept up with what was asked of it."
                : "Yes, as far as could be seen: the generator kept up with what was asked of it.";
    }

    private void rows() {
        var slip = result.sendSlip();
        var health = result.generator();
        row(
                "Send slip",
                "p50 %s, p99 %s, max %s"
                        .formatted(
                                Times.of(slip.millis(50)),
                                Times.of(slip.millis(99)),
                                Times.of(slip.maxMillis())),
                "how much later than due requests were sent; it is in the latency, not in the"
                        + " service time");
        row(
                "Loop lag",
                "p99 %s, max %s"
                        .formatted(
                                Times.of(health.loopLagP99Millis()),
                                Times.of(health.loopLagMaxMillis())),
                "how late a timer of its event loops rang");
        row(
                "Garbage collection",
                health.gcCount() == 0
                        ? "none"
                        : Numbers.count(health.gcCount(), "pause")
                                + ", "
                                + Times.of(health.gcMillis())
                                + " in all",
                "when it stopped, and nothing was sent");
        row(
                "CPU",
                Double.isFinite(health.cpuShare())
                        ? Math.round(100 * health.cpuShare()) + " % of a core for each loop"
                        : "–",
                "near 100 % the generator is the limit");
        row(
                "Connections",
                connections(),
                "to the service; waiting for one is in the latency, not in the service time");
    }

    private String connections() {
        var health = result.generator();
        return Numbers.count(health.connectionsOpened())
                + " opened; "
                + (health.waited() == 0
                        ? "nobody waited for one"
                        : "%s waited, p99 over all %s"
                                .formatted(
                                        Numbers.count(health.waited(), "request"),
                                        Times.of(health.waitMillis())));
    }

    private void stub() {
        var stub = result.stub();
        if (stub != null) {
            row(
                    "Stub: " + stub.kind(),
                    stub.saturated() ? "✗ it was the limit" : "✓ it was not the limit",
                    stub.why());
        }
    }

    private void row(String name, String figures, String meaning) {
        body.appendChild(
                with(
                        tag("tr", ""),
                        text("th", "", name).attr("scope", "row"),
                        text("td", "figures-of figure", figures),
                        text("td", "meaning", meaning)));
    }
}
