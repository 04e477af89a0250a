package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.stream.IntStream;

/**
 * In how many ways n queens stand on a board of n × n without attacking each other, by backtracking
 * over sets of columns and diagonals as bits. A custom algorithm, which no engine offers.
 */
final class Queens {
    private Queens() {}

    /** A part for each column of the first row's queen. */
    static Job<First, Long> job(int board) {
        return new Job<>(
                Queens::part,
                _ ->
                        IntStream.range(0, board)
                                .mapToObj(column -> new First(board, column))
                                .toList(),
                ways -> ways.stream().mapToLong(Long::longValue).sum());
    }

    private static Long part(First first) {
        int queen = 1 << first.column;
        return ways((1 << first.board) - 1, queen, queen << 1, queen >> 1);
    }

    /**
     * In how many ways the rows that remain can be filled, where columns and diagonals are taken.
     */
    private static long ways(int all, int columns, int left, int right) {
        if (columns == all) {
            return 1;
        }
        long ways = 0;
        int free = all & ~(columns | left | right);
        while (free != 0) {
            int queen = free & -free;
            free ^= queen;
            ways += ways(all, columns | queen, (left | queen) << 1, (right | queen) >> 1);
        }
        return ways;
    }

    /**
     * Where the first queen stands.
     *
     * @param board how many columns there are
     * @param column its own, from 0
     */
    record First(int board, int column) {}
}
