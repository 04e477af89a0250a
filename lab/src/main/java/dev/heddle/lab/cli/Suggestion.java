package dev.heddle.lab.cli;

import java.util.Collection;

/** Guesses what a mistyped word was meant to be. */
public final class Suggestion {
    /** Further away than this, a word is another one. */
    private static final int MOST_EDITS = 3;

    private Suggestion() {}

    /** A question to append to a message, or nothing where no candidate is near. */
    public static String of(String word, Collection<String> candidates) {
        for (String candidate : candidates) {
            if (!word.isEmpty() && candidate.startsWith(word)) {
                return question(candidate);
            }
        }
        String best = "";
        int least = Math.min(MOST_EDITS, word.length() - 1) + 1;
        for (String candidate : candidates) {
            int edits = edits(word, candidate);
            if (edits < least) {
                least = edits;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : question(best);
    }

    private static String question(String candidate) {
        return "; did you mean " + candidate + "?";
    }

    /** The Levenshtein distance, by the usual two rows. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
