package dev.heddle.lab.html;

import org.jsoup.nodes.Element;

/** Elements of a page. Text goes into them as text nodes and attributes, which jsoup escapes. */
public final class Tags {
    private Tags() {}

    /** An element of some classes; none if that is empty. */
    public static Element tag(String name, String classes) {
        return classes.isEmpty() ? new Element(name) : new Element(name).attr("class", classes);
    }

    /** An element with a text in it. */
    public static Element text(String name, String classes, String text) {
        return tag(name, classes).text(text);
    }

    /** A block. */
    public static Element div(String classes, Element... children) {
        return with(tag("div", classes), children);
    }

    /** The parent, with some children more. */
    public static Element with(Element parent, Element... children) {
        for (var child : children) {
            parent.appendChild(child);
        }
        return parent;
    }

    /** Children with blanks between them, so that copied text has its words apart. */
    public static Element words(Element parent, Element... children) {
        for (var child : children) {
            if (parent.childNodeSize() > 0) {
                parent.appendText(" ");
            }
            parent.appendChild(child);
        }
        return parent;
    }

    /** A head of a column. */
    public static Element column(String classes, String text) {
        return text("th", classes, text).attr("scope", "col");
    }

    /** A link to a part of the page. */
    public static Element link(String id, String text) {
        return text("a", "", text).attr("href", "#" + id);
    }

    /** A drawing, with the sentence that stands for it where it is not seen. */
    public static Element drawing(String classes, String sentence) {
        return tag("svg", classes).attr("role", "img").appendChild(text("title", "", sentence));
    }

    /** A name as the id of an element: letters, digits and dashes. */
    public static String id(String name) {
        return "w-" + name.replaceAll("[^A-Za-z0-9-]", "_");
    }
}
