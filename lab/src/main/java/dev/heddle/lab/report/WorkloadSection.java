package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.ModelResult;
import dev.heddle.lab.WorkloadResult;
import dev.heddle.lab.html.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** One workload: verdict, chart, figures, and which models are not among them. */
final class WorkloadSection {
    private WorkloadSection() {}

    static Element of(WorkloadResult result, LagStrip lags) {
        var workload = result.workload();
        String id = Tags.id(workload.name());
        var heading =
                with(
                        text("h3", "", workload.name() + " ").attr("id", id),
                        text("span", "kind", Guide.kind(workload.kind())));
        var section =
                with(
                        tag("section", "workload").attr("aria-labelledby", id),
                        heading,
                        text("p", "what", workload.what()),
                        text("p", "verdict", result.verdict()));
        if (result.models().stream().anyMatch(ModelResult::available)) {
            section.appendChild(Chart.of(result, lags));
        }
        var remarks = remarks(result.models());
        if (remarks.childrenSize() > 0) {
            section.appendChild(remarks);
        }
        return result.models().stream().anyMatch(ModelResult::available)
                ? with(section, FiguresTable.of(result))
                : section;
    }

    /** What is notable of models, and why some are not there; one line for each reason. */
    private static Element remarks(List<ModelResult> models) {
        var notes = new ArrayList<Element>();
        Map<String, List<String>> absent = new LinkedHashMap<>();
        for (var result : models) {
            if (!result.available()) {
                absent.computeIfAbsent(result.why(), _ -> new ArrayList<>())
                        .add(result.model().name());
            } else if (!result.why().isEmpty()) {
                notes.add(remark("", List.of(result.model().name()), " " + result.why()));
            }
        }
        var list = tag("ul", "remarks");
        notes.forEach(list::appendChild);
        absent.forEach((why, names) ->
                list.appendChild(remark("Not measured: ", names, why.isEmpty() ? "" : ": " + why)));
        return list;
    }

    private static Element remark(String before, List<String> names, String why) {
        return tag("li", "")
                .appendText(before)
                .appendChild(text("strong", "", String.join(", ", names)))
                .appendText(why);
    }
}
