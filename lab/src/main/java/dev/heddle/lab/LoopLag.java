package dev.heddle.lab;

import java.util.List;

/**
 * How late a timer of the loop fired while a model ran, in milliseconds.
 *
 * @param p99Millis over all rounds
 * @param maxMillis the longest that the loop answered nobody
 * @param heldMillis the same in a typical round: the median of the rounds' longest, which one
 *     hiccup of the machine does not move. What the model is judged by
 * @param strip for each equal slice of one typical round, from its beginning, the longest of the
 *     freezes that touch it: a loop that answered nobody from the third slice to the seventh has
 *     that whole time in all five
 */
public record LoopLag(double p99Millis, double maxMillis, double heldMillis, List<Double> strip) {
    public LoopLag {
        strip = List.copyOf(strip);
    }

    /** One whose typical round is like its worst. */
    public LoopLag(double p99Millis, double maxMillis, List<Double> strip) {
        this(p99Millis, maxMillis, maxMillis, strip);
    }
}
