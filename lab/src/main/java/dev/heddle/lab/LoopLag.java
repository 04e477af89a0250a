package dev.heddle.lab;

import java.util.List;

/**
 * How late a timer of the loop fired while a model ran, in milliseconds.
 *
 * @param p99Millis over all rounds
 * @param maxMillis the longest that the loop answered nobody
 * @param strip the worst lag in each equal slice of one whole round, from its beginning
 */
public record LoopLag(double p99Millis, double maxMillis, List<Double> strip) {
    public LoopLag {
        strip = List.copyOf(strip);
    }
}
