package dev.heddle.lab;

import java.util.ArrayList;

/**
 * Says in plain English what to choose, compared with what, and how it compares with Python; the
 * {@link Cause} says why.
 */
final class Verdict {
    static final String NOTHING =
            "Nothing to choose from: no model that a Java program can use gave the right answer.";

    private final Ranking ranking;
    private final Standing best;

    private Verdict(Ranking ranking) {
        this.ranking = ranking;
        this.best = ranking.best();
    }

    static String text(Kind kind, Ranking ranking) {
        var verdict = new Verdict(ranking);
        return verdict.head()
                + verdict.contrast()
                + ". "
                + new Cause(kind, ranking).text()
                + verdict.peer();
    }

    private String head() {
        if (ranking.ties().isEmpty()) {
            return best.name() + ": " + Words.millis(best.millis());
        }
        var equals = new ArrayList<Standing>();
        equals.add(best);
        equals.addAll(ranking.ties());
        var millis = equals.stream().map(Standing::millis).sorted().toList();
        boolean equal = isTie(millis.getLast() / millis.getFirst());
        return "No %s between %s (%s); %s costs least CPU (%s)"
                .formatted(
                        equal ? "difference" : "clear difference",
                        Words.list(equals.stream().map(Standing::name).toList()),
                        range(millis.getFirst(), millis.getLast()),
                        best.name(),
                        Words.seconds(best.measured().cpuSeconds()));
    }

    /**
     * The runner-up says how near it is; what held the loop, or the plain way, what is at stake.
     */
    private String contrast() {
        var slower = ranking.slower();
        var held = ranking.held();
        var clauses = new ArrayList<String>();
        if (!slower.isEmpty()) {
            clauses.add(faster(slower.getFirst()));
        }
        if (held != null) {
            clauses.add(held(held));
        } else if (ranking.contrast() != null && !slower.getFirst().equals(ranking.contrast())) {
            clauses.add(faster(ranking.contrast()));
        }
        return clauses.isEmpty() ? "" : ", " + String.join(", and ", clauses);
    }

    private String faster(Standing other) {
        return Words.times(ratio(other)) + " faster than " + other.name();
    }

    private String held(Standing held) {
        String harm = "held the loop for " + Words.millis(held.measured().lag().heldMillis());
        double ratio = ratio(held);
        if (ratio > 1 + Judge.TIE) {
            return faster(held) + ", which " + harm;
        }
        String time = isTie(ratio) ? "is as fast" : "takes " + Words.times(ratio) + " the time";
        return held.name() + " " + time + ", but " + harm;
    }

    private String peer() {
        var python = ranking.python();
        if (python == null) {
            return "";
        }
        double ratio = ratio(python);
        String time = "takes " + Words.times(ratio) + (ratio > 1 ? " as long" : " the time");
        return " The fastest Python, %s, %s."
                .formatted(python.name(), isTie(ratio) ? "is as fast" : time);
    }

    private double ratio(Standing other) {
        return other.millis() / best.millis();
    }

    private static boolean isTie(double ratio) {
        return Math.abs(ratio - 1) <= Judge.TIE;
    }

    private static String range(double low, double high) {
        String from = Words.millis(low);
        String to = Words.millis(high);
        return from.equals(to) ? from : from + " to " + to;
    }
}
