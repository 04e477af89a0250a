package dev.heddle.demo.cpu.work;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of positions, the input of a part that does as much of a whole.
 *
 * @param total how many positions the whole has
 * @param from the first of this slice
 * @param to the one after its last
 */
public record Slice(int total, int from, int to) {
    public Slice {
        if (from < 0 || to < from || total < to) {
            throw new IllegalArgumentException(
                    "a slice must lie in the whole: " + from + " to " + to + " of " + total);
        }
    }

    /** All positions. */
    public static Slice whole(int total) {
        return new Slice(total, 0, total);
    }

    /**
     * Slices of about the same length, none of them empty: as many as asked for, if there can be.
     */
    public static List<Slice> cut(int total, int parts) {
        int count = Math.clamp(parts, 1, Math.max(1, total));
        var slices = new ArrayList<Slice>(count);
        for (int i = 0; i < count; i++) {
            slices.add(new Slice(total, at(total, i, count), at(total, i + 1, count)));
        }
        return slices;
    }

    private static int at(int total, int i, int count) {
        return Math.toIntExact((long) total * i / count);
    }

    public int length() {
        return to - from;
    }

    /** The same rows as positions in a table of rows of one width. */
    Slice ofCells(int width) {
        return new Slice(
                Math.multiplyExact(total, width),
                Math.multiplyExact(from, width),
                Math.multiplyExact(to, width));
    }
}
