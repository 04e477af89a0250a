package dev.heddle.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.load.Load;
import dev.heddle.load.LoadResult;
import dev.heddle.load.LoadSamples;
import dev.heddle.load.Unmeasured;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoadPageTest {
    private static final String HOSTILE =
            "</style></title><script>alert('1')</script> \" ' & ]]> -->";

    private static final List<Named<LoadResult>> ALL =
            Samples.all().entrySet().stream()
                    .map(sample -> Named.of(sample.getKey(), sample.getValue().get()))
                    .toList();

    private static List<Named<LoadResult>> all() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsWellFormedAndAsksNothingOfANetworkOrAScript(LoadResult sample) {
        String html = LoadPage.of(sample);
        var parser = Parser.htmlParser().setTrackErrors(10);

        var page = parser.parseInput(html, "");

        assertThat((List<?>) parser.getErrors()).isEmpty();
        assertThat(html).startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(html).doesNotContainIgnoringCase("<script", "url(", "@import", "https:");
        assertThat(page.select("link, img, iframe, object, embed, a, [src], [onclick]")).isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsDrawnIsAlsoSaid(LoadResult sample) {
        var page = page(sample);

        assertThat(page.select("svg:not(.canvas)"))
                .allSatisfy(svg -> {
                    assertThat(svg.attr("role")).isEqualTo("img");
                    assertThat(svg.child(0).normalName()).isEqualTo("title");
                    assertThat(svg.child(0).wholeText()).isNotBlank();
                });
        assertThat(page.select("table"))
                .allSatisfy(table -> assertThat(table.select("caption").text()).isNotBlank());
        assertThat(page.select("th"))
                .allSatisfy(head -> assertThat(head.attr("scope")).isNotBlank());
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noFigureIsPrintedThatIsNone(LoadResult sample) {
        String html = LoadPage.of(sample);

        assertThat(html).doesNotContain("NaN", "Infinity", "∞", "null");
    }

    @Test
    void theAnswerComesFirst() {
        var lead = page(LoadSamples.stalling()).select("main > :nth-child(2)").first();

        assertThat(lead.select("h2").text()).isEqualTo("✗ 1 of 3 objectives missed");
        assertThat(lead.select(".verdict").text())
                .matches(
                        "Half of the requests took at most 3\\.\\d\\d ms, 99 in 100 at most 9\\d\\d"
                                + " ms, the longest 1\\.0\\d s\\. 49\\d/s were answered well, 0\\.\\d\\d"
                                + " % failed\\.");
        assertThat(lead.select(".objectives tr.missed").text())
                .startsWith("p99<50ms ✗ missed p99 was");
        assertThat(lead.select(".percentile-curve, .percentiles")).hasSize(2);
    }

    @Test
    void whatCannotBeToldIsNotSaidToBeMissed() {
        var untold =
                Unmeasured.of(Load.get("http://shop.test/"))
                        .untold("p99<20ms", "p99 cannot be told from 60 answers")
                        .get();

        var lead = page(untold).select(".lead").first();

        assertThat(lead.select("h2").text()).isEqualTo("The objective cannot be told");
        assertThat(lead.select(".objectives .outcome").text()).isEqualTo("? cannot be told");
        assertThat(lead.text()).doesNotContainIgnoringCase("missed");
    }

    @Test
    void aPercentileWithTooFewAnswersIsADash() {
        var rows = page(LoadSamples.steps()).select(".percentiles tbody tr");

        assertThat(rows.eachText()).contains("p99.99 – – –");
    }

    @Test
    void aLateGeneratorIsToldApartFromTheService() {
        var verdict = page(LoadSamples.invalid()).select(".verdict").text();

        assertThat(verdict).contains("From the moment they were sent", "the generator being late");
    }

    @Test
    void aRunThatIsNotValidSaysSoBeforeAnythingElseAndAtEveryFigure() {
        var page = page(LoadSamples.invalid());

        assertThat(page.select("main > :nth-child(2)").text())
                .startsWith("Not valid: do not trust these figures all 64 connections");
        assertThat(page.select(".lead h2").text()).isEqualTo("No conclusion can be drawn");
        assertThat(page.select("td.num, .figure"))
                .hasSizeGreaterThan(100)
                .allSatisfy(figure -> assertThat(figure.text()).endsWith("?"));
        assertThat(page.select("svg.plot"))
                .isNotEmpty()
                .allSatisfy(plot ->
                        assertThat(plot.select(".watermark").text())
                                .isEqualTo("not to be trusted"));
    }

    @Test
    void manyFailuresComeBeforeWhyTheRunIsNotValid() {
        var invalid =
                Unmeasured.of(Load.get("http://shop.test/"))
                        .arrivals(180)
                        .errors("connect", 63, "refused")
                        .invalid("the generator was late")
                        .get();

        assertThat(page(invalid).select(".notice").text())
                .startsWith("63 of 180 failed (35.0 %), by connect. Not valid:");
    }

    @Test
    void whereOnlyTheGeneratorWasLateAnObjectiveThatWasMetIsNotDoubted() {
        var page = page(LoadSamples.overstated());

        assertThat(page.select(".objectives .met .outcome").text()).isEqualTo("✓ met");
        assertThat(page.select(".objectives .missed .outcome").text()).isEqualTo("✗ missed?");
        assertThat(page.select(".lead h2").text()).startsWith("An upper bound");
    }

    @Test
    void aValidRunHasNoDoubt() {
        assertThat(page(LoadSamples.good()).select(".doubt, .watermark, .notice")).isEmpty();
    }

    @Test
    void anInterruptedRunSaysHowFarItCame() {
        assertThat(page(LoadSamples.interrupted()).select(".notice").text())
                .isEqualTo(
                        "Interrupted Stopped (SIGINT) after 21.3 s of 60 s. All figures are of"
                                + " that time.");
    }

    @Test
    void theClosedModelSaysWhatItHides() {
        var page = page(LoadSamples.closed());

        assertThat(page.select(".notice").text())
                .contains("Each of 50 users sent again only when answered");
        assertThat(page.select(".counts").text()).doesNotContain("Offered", "Send slip");
    }

    @Test
    void whereNothingWasAnsweredWellNoCurveIsDrawn() {
        var page = page(LoadSamples.allFailed());

        assertThat(page.select(".verdict").text())
                .isEqualTo(
                        "Not one of 30,000 requests was answered well. Most often:"
                                + " 127.0.0.1:8080 refused the connection.");
        assertThat(page.select(".percentile-curve, .heat, .slowest")).isEmpty();
        assertThat(page.select(".errors tbody tr").text())
                .isEqualTo("connect 30,000? 100 %? 127.0.0.1:8080 refused the connection");
    }

    @Test
    void whereNothingWasSentNothingIsShown() {
        var page = page(LoadSamples.nothing());

        assertThat(page.select(".verdict").text())
                .isEqualTo("Nothing was measured: no request came to an end.");
        assertThat(page.select("svg, .num")).isEmpty();
    }

    @Test
    void aStallIsDarkHighInTheHeatStripOnly() {
        var stalling = page(LoadSamples.stalling()).select(".heat").first();
        var good = page(LoadSamples.good()).select(".heat").first();

        assertThat(stalling.select("text").eachText()).contains("1 s");
        assertThat(stalling.select("path.heat-4")).hasSize(1);
        assertThat(good.select("text").eachText()).doesNotContain("1 s");
        assertThat(good.select("path.heat-4")).isEmpty();
    }

    @Test
    void thePhasesOfASlowRequestAreInWordsToo() {
        var first = page(LoadSamples.steps()).select(".slowest tbody tr").first();

        assertThat(first.select(".parts span, .parts strong").eachText())
                .hasSize(5)
                .contains("browse 4.90 s", "buy 2.00 s");
        assertThat(first.select(".phase-bar rect")).hasSize(4);
        assertThat(first.select(".outcome").text()).isEqualTo("✗ timeout");
    }

    @Test
    void whatDiffersFromTheBaselineAndHowToMeasureAgainIsThere() {
        var page = Jsoup.parse(LoadPage.of(LoadSamples.good(), List.of("p99 is lower"), "a b"));

        assertThat(page.select(".lead .compared").text()).isEqualTo("p99 is lower");
        assertThat(page.select("pre code").text()).isEqualTo("a b");
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        var page =
                Jsoup.parse(LoadPage.of(LoadSamples.hostile(HOSTILE), List.of(HOSTILE), HOSTILE));

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.title()).isEqualTo("Load on " + HOSTILE);
        assertThat(
                        List.of("h1", "pre code", ".errors code", ".objectives code").stream()
                                .map(page::select)
                                .map(found -> found.first())
                                .map(Element::text))
                .containsOnly(HOSTILE);
    }

    private static Document page(LoadResult result) {
        return Jsoup.parse(LoadPage.of(result));
    }
}
