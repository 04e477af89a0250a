package dev.heddle.lab.report;

import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import dev.heddle.lab.Comparison;
import dev.heddle.lab.Kind;
import dev.heddle.lab.Model;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/** How to read the page, for somebody who has never heard of event loops. */
final class Guide {
    private static final String[][] WORDS = {
        {
            "Job, or workload",
            "A piece of work with its sizes. Every model does the same job and must come to the same"
                    + " answer."
        },
        {
            "Model",
            "A way to run a job: one after the other, on many threads, in other processes, in a"
                    + " library written in C, in another language. Which one suits depends on what"
                    + " the job mostly waits for."
        },
        {
            "Event loop",
            "One thread that looks after thousands of things that wait: connections, timers, files."
                    + " It is quick because each of them needs it for a moment only. Whoever computes"
                    + " on it keeps all others waiting."
        },
        {
            "Loop lag",
            "How late a timer of that loop fired while the model ran. Below a millisecond nobody"
                    + " notices; at 100 ms every user does. A high block in a strip is a freeze: for"
                    + " as long, the loop answered nobody. Held for is the longest of a typical"
                    + " round."
        },
        {
            "× best",
            "How many times as long as the model to choose it took. Ratios carry over to your machine"
                    + " better than milliseconds do. A difference that is smaller than the intervals"
                    + " is none."
        },
        {
            "Interval",
            "The thin line on a bar: where the true median lies, with 95 % confidence. Of fewer than"
                    + " six rounds no interval is as sure as that; then it holds all of them."
        },
        {
            "GIL",
            "The one lock of CPython that lets only one thread run Python code at a time. Threads of"
                    + " Python can wait side by side, but not compute side by side. Libraries in C,"
                    + " such as NumPy, and other processes get around it; Java has no such lock."
        },
        {
            "CPU",
            "Seconds of all cores together. More CPU than time means that several cores worked."
        },
    };

    private Guide() {}

    static Element of(Comparison comparison) {
        var words = tag("dl", "words");
        for (var word : WORDS) {
            words.appendChild(div("", text("dt", "", word[0]), text("dd", "", word[1])));
        }
        return with(
                tag("section", "guide").attr("aria-labelledby", "guide"),
                text("h2", "", "How to read this").attr("id", "guide"),
                words,
                text("h3", "", "The models"),
                models(comparison));
    }

    /** What a workload of this kind mostly waits for. */
    static String kind(Kind kind) {
        return switch (kind) {
            case IO -> "waits for I/O";
            case CPU -> "needs cores";
            case VECTORISED -> "whole arrays at once";
            case HYBRID -> "I/O and cores";
        };
    }

    private static Element models(Comparison comparison) {
        Map<Model.Side, Map<String, Model>> sides = new EnumMap<>(Model.Side.class);
        for (var workload : comparison.workloads()) {
            for (var result : workload.models()) {
                sides.computeIfAbsent(result.model().side(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(result.model().name(), result.model());
            }
        }
        var groups = tag("div", "model-list");
        sides.forEach((side, models) -> {
            var list = tag("dl", "");
            for (var model : models.values()) {
                list.appendChild(
                        div("", text("dt", "", model.name()), text("dd", "", model.what())));
            }
            groups.appendChild(div("", text("h4", "", Matrix.title(side)), list));
        });
        return groups;
    }
}
