package dev.heddle.lab.cli;

/**
 * Numbers of bytes as people write them: {@code 512k}, {@code 10m}, {@code 2g}, in powers of 1024.
 */
public final class Sizes {
    private static final String UNITS = "kmgt";

    private Sizes() {}

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException if it is none, or less than a byte; the message says what it
     *     must be, and shows it
     */
    public static long parse(String text) {
        int last = text.length() - 1;
        int unit = last < 0 ? -1 : UNITS.indexOf(Character.toLowerCase(text.charAt(last)));
        try {
            long number = Long.parseLong(unit < 0 ? text : text.substring(0, last));
            long bytes = Math.multiplyExact(number, 1L << (10 * (unit + 1)));
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException _) {
            // Said below, together with what is too small.
        }
        throw new IllegalArgumentException("must be a size such as 512k, 10m or 2g: " + text);
    }
}
