package dev.heddle.load;

/**
 * How a stub server was, while it was measured; a stub that is the limit makes a run invalid.
 *
 * @param kind such as {@code WireMock} or {@code null server}
 * @param saturated whether it was the limit
 * @param why one sentence about that: {@code all 200 of its threads were busy in 93 % of the looks}
 */
public record StubHealth(String kind, boolean saturated, String why) {
    /** Looks at a stub while something is measured. */
    public interface Probe {
        /** The measured time begins. Called from no loop; may block for a second. */
        void begin();

        /** The measured time has ended. Called from no loop; may block for a second. */
        StubHealth end();
    }
}
