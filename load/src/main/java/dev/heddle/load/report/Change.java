package dev.heddle.load.report;

/**
 * A figure of two runs.
 *
 * @param figure such as {@code p99}, {@code errors} or {@code rate}
 * @param unit of the two: {@code ms}, {@code %} or {@code /s}
 * @param before that of the earlier run
 * @param now that of this one
 * @param change how many times as much; for errors by how many percentage points more
 * @param low where its 95 % confidence interval begins; NaN if that cannot be told
 * @param high where it ends
 * @param verdict what can be told
 * @param sentence all that, for people
 */
public record Change(
        String figure,
        String unit,
        double before,
        double now,
        double change,
        double low,
        double high,
        Verdict verdict,
        String sentence) {
    /** What can be told of a figure. */
    public enum Verdict {
        SLOWER("slower", true),
        FASTER("faster", false),
        MORE_ERRORS("more errors", true),
        FEWER_ERRORS("fewer errors", false),
        UNTOLD("no difference that can be told", false);

        private final String word;
        private final boolean worse;

        Verdict(String word, boolean worse) {
            this.word = word;
            this.worse = worse;
        }

        /** For people, and in JSON. */
        public String word() {
            return word;
        }

        /** Whether it is a change for the worse. */
        public boolean worse() {
            return worse;
        }
    }
}
