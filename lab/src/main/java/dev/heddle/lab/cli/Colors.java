package dev.heddle.lab.cli;

/** Emphasis for terminals, or none. */
public enum Colors {
    NONE("", "", "", "", ""),
    ANSI("\u001b[1m", "\u001b[2m", "\u001b[32m", "\u001b[31m", "\u001b[0m");

    private final String bold;
    private final String dim;
    private final String green;
    private final String red;
    private final String end;

    Colors(String bold, String dim, String green, String red, String end) {
        this.bold = bold;
        this.dim = dim;
        this.green = green;
        this.red = red;
        this.end = end;
    }

    public String bold(String text) {
        return bold + text + end;
    }

    public String dim(String text) {
        return dim + text + end;
    }

    public String good(String text) {
        return green + text + end;
    }

    public String bad(String text) {
        return red + text + end;
    }
}
