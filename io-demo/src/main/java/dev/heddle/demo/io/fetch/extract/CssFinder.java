package dev.heddle.demo.io.fetch.extract;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;

/**
 * The text of elements by a CSS selector, or with Scrapy's {@code ::attr(NAME)} an attribute of
 * theirs; {@code href} and {@code src} are made absolute.
 */
final class CssFinder implements Finder {
    private static final String ATTR = "::attr(";
    private static final String TEXT = "::text";

    private final Evaluator selector;
    private final @Nullable String attribute;

    private CssFinder(Evaluator selector, @Nullable String attribute) {
        this.selector = selector;
        this.attribute = attribute;
    }

    static CssFinder of(String expression) {
        int attr = expression.lastIndexOf(ATTR);
        boolean has = attr >= 0 && expression.endsWith(")");
        String selector = has ? expression.substring(0, attr) : withoutText(expression);
        String attribute =
                has ? expression.substring(attr + ATTR.length(), expression.length() - 1) : null;
        try {
            return new CssFinder(QueryParser.parse(selector), attribute);
        } catch (SelectorParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot read the CSS selector " + selector + ": " + e.getMessage(), e);
        }
    }

    /** Scrapy's {@code ::text} asks for what is found anyway. */
    private static String withoutText(String expression) {
        return expression.endsWith(TEXT)
                ? expression.substring(0, expression.length() - TEXT.length())
                : expression;
    }

    @Override
    public List<@Nullable Object> find(Page page) {
        var found = new ArrayList<@Nullable Object>();
        for (var element : page.html().select(selector)) {
            if (attribute == null) {
                found.add(element.text());
            } else if (element.hasAttr(attribute)) {
                found.add(value(element, attribute));
            }
        }
        return found;
    }

    private static String value(Element element, String attribute) {
        boolean link = attribute.equals("href") || attribute.equals("src");
        String absolute = link ? element.absUrl(attribute) : "";
        return absolute.isEmpty() ? element.attr(attribute) : absolute;
    }
}
