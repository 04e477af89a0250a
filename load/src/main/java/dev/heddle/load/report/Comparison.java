package dev.heddle.load.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a run compares with an earlier one.
 *
 * @param file of the earlier one
 * @param changes the figures, each with its interval; empty if they cannot be compared
 * @param notes what must be known beside them, each a sentence
 */
public record Comparison(String file, List<Change> changes, List<String> notes) {
    public Comparison {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /**
     * All of it in words.
     *
     * @return sentences without a full stop: the changes, then the notes
     */
    public List<String> sentences() {
        return Stream.concat(changes.stream().map(Change::sentence), notes.stream()).toList();
    }

    /** Whether a figure is worse for sure. */
    public boolean worse() {
        return changes.stream().map(Change::verdict).anyMatch(Change.Verdict::worse);
    }
}
