package dev.heddle.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Environment;
import dev.heddle.lab.Figures;
import dev.heddle.lab.Interval;
import dev.heddle.lab.Kind;
import dev.heddle.lab.LoopLag;
import dev.heddle.lab.Model;
import dev.heddle.lab.ModelResult;
import dev.heddle.lab.Workload;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.html.Tags;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String HOSTILE =
            "</style></title><script>alert('1')</script> \" ' & ]]> -->";

    private final String big = Page.of(Samples.big(), List.of());
    private final Document page = Jsoup.parse(big);

    @Test
    void itIsWellFormed() {
        var parser = Parser.htmlParser().setTrackErrors(10);

        parser.parseInput(big, "");

        assertThat((List<?>) parser.getErrors()).isEmpty();
        assertThat(big).startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void nothingIsAskedOfANetworkOrAScript() {
        assertThat(big).doesNotContainIgnoringCase("<script", "http:", "https:", "url(", "@import");
        assertThat(page.select("link, img, iframe, object, embed, [src], [onclick]")).isEmpty();
        assertThat(page.select("a[href]"))
                .allSatisfy(link -> assertThat(link.attr("href")).startsWith("#"));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    }

    @Test
    void everyLinkHasItsTarget() {
        assertThat(page.select("a[href]"))
                .allSatisfy(link ->
                        assertThat(page.getElementById(link.attr("href").substring(1)))
                                .isNotNull());
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void everyDrawingHasASentence() {
        assertThat(page.select("svg"))
                .isNotEmpty()
                .allSatisfy(svg -> {
                    assertThat(svg.attr("role")).isEqualTo("img");
                    assertThat(svg.child(0).normalName()).isEqualTo("title");
                    assertThat(svg.child(0).wholeText()).isNotBlank();
                });
    }

    @Test
    void everyTableHasACaptionAndScopes() {
        assertThat(page.select("table"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.select("caption").text()).isNotBlank());
        assertThat(page.select("th"))
                .allSatisfy(head -> assertThat(head.attr("scope")).isNotBlank());
    }

    @Test
    void theVerdictComesFirst() {
        String text = page.body().text();

        assertThat(text.indexOf("image-filter go to simd; matmul-1000 goes to native"))
                .isPositive()
                .isLessThan(text.indexOf("Every job under every model"));
        assertThat(text).contains("nothing can be said of lost-update");
        assertThat(text).contains("751 ms is the longest that the event loop answered nobody");
    }

    @Test
    void theMatrixMarksTheBestWithASign() {
        var row = matrixRow("matmul-1000");

        assertThat(row.select("td.best")).hasSize(1);
        assertThat(row.select("td.best").text()).isEqualTo("★ 1.0");
        assertThat(row.select("td").eachText()).contains("150", "29", "5.5");
    }

    @Test
    void whatWasNotMeasuredIsAFootnoteOfTheMatrix() {
        assertThat(matrixRow("sqrt").select("td.absent").text()).isEqualTo("–a");
        assertThat(page.select(".footnotes li").eachText())
                .first()
                .asString()
                .contains("no python3 with polars on the PATH");
    }

    @Test
    void aWideRangeOfTimesIsDrawnOnALogScaleThatSaysSo() {
        assertThat(section("matmul-1000").select("thead .bars").text())
                .contains("Time, log scale", "10 ms", "100 ms", "1 s");
        assertThat(section("password-hash").select("thead .bars").text())
                .doesNotContain("log scale");
    }

    @Test
    void aFreezeFillsItsStrip() {
        var inline = chartRow("matmul-1000", "inline");
        var threads = chartRow("matmul-1000", "threads");

        assertThat(inline.select("path.lag-3")).hasSize(1);
        assertThat(inline.select(".froze").text()).isEqualTo("751 ms");
        assertThat(threads.select("path.lag-3, .froze")).isEmpty();
    }

    @Test
    void theQuickestModelLeadsItsChart() {
        assertThat(section("group-by").select(".chart tbody th").eachText())
                .startsWith("★ threads", "fork-join", "virtual-threads")
                .endsWith("interpreter for contrast");
    }

    @Test
    void thePageTellsWhereItWasMeasuredAndHowToDoSoAgain() {
        assertThat(page.select(".environment").text())
                .contains("AMD EPYC 9B14, 2 cores", "8.32 GB", "DuckDB 1.5.6");
        assertThat(page.select("pre code").text()).isEqualTo("./heddle compare cpu");
    }

    @Test
    void whyNothingMayBeConcludedComesBeforeTheVerdict() {
        var invalid = Jsoup.parse(Page.of(Samples.invalid(), List.of("n-queens")));
        String text = invalid.body().text();

        assertThat(text.indexOf("other processes took 41 %"))
                .isPositive()
                .isLessThan(text.indexOf("Which goes where"));
        assertThat(text).contains("Interrupted Not measured: n-queens.");
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        String html = Page.of(hostile(), List.of(HOSTILE));
        var document = Jsoup.parse(html);

        assertThat(document.select("script, style style")).isEmpty();
        assertThat(document.select("style")).hasSize(1);
        assertThat(document.title()).isEqualTo(HOSTILE);
        assertThat(document.select("h1").text()).isEqualTo(HOSTILE);
        assertThat(document.select("pre code").text()).isEqualTo(HOSTILE);
        assertThat(document.select(".workload h3").first().ownText()).isEqualTo(HOSTILE);
        assertThat(document.select(".footnotes").text()).contains(HOSTILE);
        assertThat(document.select("svg.bar title").first().wholeText()).startsWith(HOSTILE);
    }

    private static Comparison hostile() {
        var model = new Model(HOSTILE, Model.Side.HEDDLE, HOSTILE);
        var other = new Model("b" + HOSTILE, Model.Side.PYTHON, HOSTILE);
        var figures =
                new Figures(
                        new Interval(1, 1, 1), 1, 1, 1, 1, new LoopLag(1, 1, List.of(1.0, 2.0)), 3);
        var workload =
                new WorkloadResult(
                        new Workload(HOSTILE, Kind.CPU, HOSTILE),
                        List.of(
                                new ModelResult(model, figures, 1, HOSTILE),
                                new ModelResult(other, null, Double.NaN, HOSTILE)),
                        HOSTILE,
                        HOSTILE);
        var environment =
                new Environment(
                        Instant.EPOCH,
                        HOSTILE,
                        HOSTILE,
                        1,
                        1,
                        HOSTILE,
                        List.of(HOSTILE),
                        List.of(HOSTILE),
                        HOSTILE,
                        List.of(HOSTILE));
        return new Comparison(
                HOSTILE, HOSTILE, true, environment, List.of(HOSTILE), List.of(workload, workload));
    }

    private Element matrixRow(String workload) {
        return page.select(".matrix tbody tr").stream()
                .filter(row -> row.select("th").text().equals(workload))
                .findFirst()
                .orElseThrow();
    }

    private Element section(String workload) {
        return page.getElementById(Tags.id(workload)).parent();
    }

    private Element chartRow(String workload, String model) {
        return section(workload).select(".chart tbody tr").stream()
                .filter(row -> row.select(".model span").eachText().contains(model))
                .findFirst()
                .orElseThrow();
    }
}
