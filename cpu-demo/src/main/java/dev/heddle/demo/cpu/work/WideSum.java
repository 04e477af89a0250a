package dev.heddle.demo.cpu.work;

import java.math.BigInteger;

/** A sum of longs from 0 that may grow beyond a long. */
public final class WideSum {
    private long high;
    private long low;

    /** Adds a number from 0. */
    public void add(long value) {
        high += value >>> 32;
        low += value & 0xffff_ffffL;
    }

    /** As it can travel: the sum is the first × 2³² + the second. */
    public long[] words() {
        return new long[] {high, low};
    }

    static BigInteger value(long[] words) {
        return BigInteger.valueOf(words[0]).shiftLeft(32).add(BigInteger.valueOf(words[1]));
    }
}
