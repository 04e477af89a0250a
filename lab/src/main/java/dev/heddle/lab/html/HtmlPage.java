package dev.heddle.lab.html;

import static dev.heddle.lab.html.Tags.tag;
import static dev.heddle.lab.html.Tags.text;
import static dev.heddle.lab.html.Tags.with;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * One HTML file: no script, nothing from elsewhere, and a policy that tells the browser so. It
 * follows the reader's choice of light or dark.
 */
public final class HtmlPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private HtmlPage() {}

    /**
     * Makes it.
     *
     * @param title of the window
     * @param css the styles of this page, which follow those of the house
     * @param body its body
     * @return the file's text
     */
    public static String of(String title, String css, Element body) {
        var document = new Document("");
        document.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
        document.appendChild(new DocumentType("html", "", ""));
        document.appendChild(with(tag("html", "").attr("lang", "en"), head(title, css), body));
        return document.outerHtml() + "\n";
    }

    /**
     * The text of a style sheet.
     *
     * @param neighbour a class beside which it lies
     * @param name of the file
     * @return the text
     */
    public static String css(Class<?> neighbour, String name) {
        try (var in = neighbour.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "there is no " + name + " beside " + neighbour.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Element head(String title, String css) {
        return with(
                tag("head", ""),
                tag("meta", "").attr("charset", "utf-8"),
                tag("meta", "")
                        .attr("http-equiv", "Content-Security-Policy")
                        .attr("content", POLICY),
                meta("viewport", "width=device-width, initial-scale=1"),
                meta("color-scheme", "light dark"),
                text("title", "", title),
                tag("style", "").appendChild(new DataNode(css(HtmlPage.class, "house.css") + css)));
    }

    private static Element meta(String name, String content) {
        return tag("meta", "").attr("name", name).attr("content", content);
    }
}
