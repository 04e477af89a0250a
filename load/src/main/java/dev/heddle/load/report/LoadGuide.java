package dev.heddle.load.report;

import static dev.heddle.lab.html.Tags.div;
import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import org.jsoup.nodes.Element;

/** How to read the page, for somebody who has never run a load test. */
final class LoadGuide {
    private static final String[][] WORDS = {
        {
            "Coordinated omission",
            "A tool that waits for an answer before it sends again asks less while the server"
                    + " stands still. One second of standstill is then one slow request, not the"
                    + " hundreds that users would have sent in it, and the percentiles look fine."
                    + " Here arrivals come when they are due, whatever became of those before."
        },
        {
            "Latency",
            "From when a request was due until the end of its answer: what a user feels. Good"
                    + " answers count, and failures that took longer than these do, such as timeouts:"
                    + " their answers would have taken longer still. Others do not, since a refusal"
                    + " is quick."
        },
        {
            "Service time",
            "From when the request was on a connection. Where it is far below the latency, it"
                    + " waited for its turn: for the generator, or for a connection."
        },
        {
            "Send slip",
            "That lateness: how long after its time a request was sent. It says how far the"
                    + " generator can be believed."
        },
        {
            "Percentile",
            "p99 = 50 ms: 99 in 100 took at most 50 ms, and one took longer. Whoever needs a"
                    + " hundred requests for a page meets that one on most pages. A dash stands where"
                    + " there are too few answers to tell."
        },
        {
            "The percentile curve",
            "Each step to the right is a tenth of what was left: 90, 99, 99.9 %. A server with"
                    + " pauses shows as a cliff."
        },
        {
            "The heat strip",
            "A column is a moment, a cell a range of latency. Two dark bands are two kinds of"
                    + " answers; a slope down to the right is a queue that drains."
        },
        {
            "Loop lag",
            "How late the generator's event loop was. If it rises together with the latency, look"
                    + " at the generator first."
        },
        {
            "Open and closed model",
            "Open: so many arrivals a second, as from the internet. Closed: so many users, each"
                    + " waiting for an answer, as in a batch. The closed one slows down with the"
                    + " server."
        },
    };

    private LoadGuide() {}

    static Element section() {
        var words = tag("dl", "words");
        for (var word : WORDS) {
            words.appendChild(div("", text("dt", "", word[0]), text("dd", "", word[1])));
        }
        return with(
                tag("section", "guide").attr("aria-labelledby", "guide"),
                text("h2", "", "How to read this").attr("id", "guide"),
                words);
    }
}
