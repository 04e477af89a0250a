package dev.heddle.lab.cli;

import java.util.ArrayList;
import java.util.List;

/** Text on lines that are not too long. */
public final class Lines {
    private Lines() {}

    /** Breaks at blanks; a word that is longer than a line is broken where the line ends. */
    public static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        String rest = text.strip().replaceAll("\\s+", " ");
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** The same after a first word, the lines below it moved in by {@code indent}. */
    public static List<String> hanging(String first, String body, int indent, int width) {
        String marker = "\u0000".repeat(Math.max(0, first.length() - indent));
        String margin = " ".repeat(indent);
        var lines = new ArrayList<String>();
        for (String line : wrap(marker + body, width - indent)) {
            lines.add(lines.isEmpty() ? first + line.substring(marker.length()) : margin + line);
        }
        return lines;
    }
}
