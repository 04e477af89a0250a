package dev.heddle.demo.io.compare.stub;

import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * How long the stub server waits before it answers a request: always the same, or lognormal as
 * WireMock has it, exp(sigma · gaussian) · median. The wait belongs to the number of the request,
 * so every model meets the same ones.
 *
 * @param medianMillis zero or more
 * @param sigma zero for a fixed delay
 */
public record Delay(int medianMillis, double sigma) {
    private static final Pattern WORD = Pattern.compile("([0-9]{1,5})ms(?:~([0-9.]{1,5}))?");

    /** Arbitrary, and the same in every run. */
    private static final long SEED = 20_260_111;

    /** Always the same. */
    public static Delay fixed(int millis) {
        return new Delay(millis, 0);
    }

    /** As it is written in a path: {@code 50ms}, or {@code 50ms~0.4}. */
    public String word() {
        return sigma == 0 ? medianMillis + "ms" : medianMillis + "ms~" + sigma;
    }

    static Delay parse(String word) {
        var matcher = WORD.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no delay: " + word);
        }
        double sigma = matcher.group(2) == null ? 0 : Double.parseDouble(matcher.group(2));
        return new Delay(Integer.parseInt(matcher.group(1)), sigma);
    }

    /** The wait for one request. */
    public long micros(int number) {
        if (sigma == 0) {
            return medianMillis * 1_000L;
        }
        double gaussian = new SplittableRandom(SEED + number).nextGaussian();
        return Math.round(Math.exp(sigma * gaussian) * medianMillis * 1_000);
    }
}
