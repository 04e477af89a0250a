package dev.heddle.lab.cli;

import java.util.List;

/**
 * A few lines at the bottom of a terminal that are drawn over in place, each time with one write:
 * whatever ends the process, the terminal wraps as before. Used by one thread.
 */
public final class Screen {
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP_AGAIN = "\u001b[?7h";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Stdio stdio;
    private int height = 1;

    public Screen(Stdio stdio) {
        this.stdio = stdio;
    }

    public void draw(String first, List<String> others) {
        var frame = new StringBuilder(NO_WRAP).append(top()).append(first).append(CLEAR_LINE);
        for (String line : others) {
            frame.append("\r\n").append(line).append(CLEAR_LINE);
        }
        height = 1 + others.size();
        stdio.printError(frame.append(CLEAR_BELOW).append(WRAP_AGAIN).toString());
    }

    /** Leaves the cursor where the first line began. */
    public void clear() {
        stdio.printError(top() + CLEAR_BELOW);
    }

    private String top() {
        return height == 1 ? "\r" : "\r\u001b[" + (height - 1) + "A";
    }
}
