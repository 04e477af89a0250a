package dev.heddle.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A text in which {@code ${column}} stands for a value; a dollar sign more keeps it as it stands.
 * Own code, since it is that little: Commons Text would bring look-ups by name, nesting and
 * defaults, which a body that somebody pasted must not set off. Immutable.
 */
final class Template {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    /** Around the columns: one more than those. */
    private final List<String> literals;

    private final List<String> columns;

    /** For each column whether it stands in a string, if all of it is JSON. */
    private final boolean[] isInString;

    private Template(List<String> literals, List<String> columns) {
        this.isInString = new boolean[columns.size()];
        boolean isString = false;
        for (int i = 0; i < isInString.length; i++) {
            isString = endsInString(literals.get(i), isString);
            isInString[i] = isString;
        }
        this.literals = List.copyOf(literals);
        this.columns = List.copyOf(columns);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if a placeholder has no end or no name; the message is a
     *     clause without a subject
     */
    static Template parse(String text) {
        var literals = new ArrayList<String>();
        var columns = new ArrayList<String>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                literal.append(OPEN);
                at += ESCAPED.length();
            } else if (text.startsWith(OPEN, at)) {
                int end = end(text, at);
                literals.add(literal.toString());
                columns.add(text.substring(at + OPEN.length(), end).strip());
                literal.setLength(0);
                at = end + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        literals.add(literal.toString());
        return new Template(literals, columns);
    }

    private static int end(String text, int open) {
        int end = text.indexOf('}', open);
        if (end < 0) {
            throw new IllegalArgumentException(
                    "has a ${ without its }; where it is meant as it stands, write $${");
        }
        if (text.substring(open + OPEN.length(), end).isBlank()) {
            throw new IllegalArgumentException(
                    "has a ${} without a column's name; where it is meant as it stands, write $${");
        }
        return end;
    }

    /** In the order of the text, again where they are there again. */
    List<String> columns() {
        return columns;
    }

    boolean isFixed() {
        return columns.isEmpty();
    }

    /** What stands before the first placeholder. */
    String start() {
        return literals.getFirst();
    }

    /**
     * The text with values in it.
     *
     * @param values makes a value of a column's name
     */
    String filled(UnaryOperator<String> values) {
        if (isFixed()) {
            return start();
        }
        var filled = new StringBuilder(start());
        for (int i = 0; i < columns.size(); i++) {
            filled.append(values.apply(columns.get(i))).append(literals.get(i + 1));
        }
        return filled.toString();
    }

    /**
     * A JSON text with values in it: between quotes they are escaped; elsewhere they are numbers,
     * or JSON themselves, and stay as they are.
     *
     * @param values makes a value of a column's name
     */
    String filledJson(UnaryOperator<String> values) {
        var filled = new StringBuilder(start());
        for (int i = 0; i < columns.size(); i++) {
            String value = values.apply(columns.get(i));
            if (isInString[i]) {
                JsonStringEncoder.getInstance().quoteAsString(value, filled);
            } else {
                filled.append(value);
            }
            filled.append(literals.get(i + 1));
        }
        return filled.toString();
    }

    private static boolean endsInString(String literal, boolean beganInString) {
        boolean isString = beganInString;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == '"') {
                isString = !isString;
            } else if (c == '\\' && isString) {
                i++;
            }
        }
        return isString;
    }
}
