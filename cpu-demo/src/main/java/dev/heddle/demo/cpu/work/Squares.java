package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;

/** A new array of i², as the articles' list comprehension makes a new list. */
public final class Squares {
    private Squares() {}

    public static Job<Slice, Long> job(int size) {
        return new Job<>(
                Squares::part,
                parts -> Slice.cut(size, parts),
                samples -> samples.stream().mapToLong(Long::longValue).sum());
    }

    /** Makes the array of a slice; returns what it adds to the sample. */
    static long part(Slice slice) {
        long[] squares = new long[slice.length()];
        int from = slice.from();
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (long) (from + i) * (from + i);
        }
        return Sample.ofLongs(slice, i -> squares[i - from]);
    }
}
