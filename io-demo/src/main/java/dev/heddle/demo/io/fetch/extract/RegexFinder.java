package dev.heddle.demo.io.fetch.extract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a text by a regular expression: its first group, or the whole match where it has none.
 * By RE2/J, whose time is linear in the text, so that no page can make a worker hang.
 */
final class RegexFinder implements Finder {
    private final Pattern pattern;

    private RegexFinder(Pattern pattern) {
        this.pattern = pattern;
    }

    static RegexFinder of(String expression) {
        try {
            return new RegexFinder(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "cannot read the regular expression " + expression + ": " + e.getDescription(),
                    e);
        }
    }

    @Override
    public List<@Nullable Object> find(Page page) {
        var matcher = pattern.matcher(page.text());
        int group = Math.min(1, pattern.groupCount());
        var found = new ArrayList<@Nullable Object>();
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
