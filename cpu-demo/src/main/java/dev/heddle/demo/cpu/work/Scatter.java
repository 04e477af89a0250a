package dev.heddle.demo.cpu.work;

/**
 * Numbers that look like chance and are the same in every language: Knuth's multiplicative hash of
 * a position (The Art of Computer Programming, volume 3, 6.4), in 32 bits.
 */
final class Scatter {
    static final long FACTOR = 2_654_435_761L;

    private Scatter() {}

    /** From 0 to 2³² - 1; the higher bits are the better ones. */
    static long at(long position) {
        return position * FACTOR & 0xffff_ffffL;
    }
}
