package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.Arrays;
import java.util.List;

/** The sum of a column by the groups that another column names, in memory. */
public final class GroupBy {
    public static final int GROUPS = 1_000;

    private GroupBy() {}

    public static Job<Slice, double[]> job(int rows) {
        return new Job<>(GroupBy::part, parts -> Slice.cut(rows, parts), GroupBy::combine);
    }

    /** The sums of some rows by group: each part has its own, so nothing is shared. */
    static double[] part(Slice slice) {
        var columns = Columns.of(slice.total());
        int[] groups = columns.groups;
        double[] values = columns.values;
        double[] sums = new double[GROUPS];
        for (int row = slice.from(); row < slice.to(); row++) {
            sums[groups[row]] += values[row];
        }
        return sums;
    }

    /**
     * The answer, from the sums of all parts: the sum of each group's sum × (group + 1), which
     * tells groups apart. All values are whole numbers, so it is exact.
     */
    static double combine(List<double[]> parts) {
        double answer = 0;
        for (double[] sums : parts) {
            for (int group = 0; group < sums.length; group++) {
                answer += (group + 1) * sums[group];
            }
        }
        return answer;
    }

    /** The group of a row, from 0 to 999. */
    static int group(int row) {
        return (int) ((Scatter.at(row) >>> 16) % GROUPS);
    }

    /** The value of a row: a whole number from 0 to 999. */
    static double value(int row) {
        return row * 48_271L % 1_000;
    }

    /** {@link #group} and {@link #value} of a row {@code i} in SQL. */
    public static final String COLUMNS_IN_SQL =
            "((((i * %d) %% 4294967296) >> 16) %% %d)::INTEGER AS grp, ((i * 48271) %% 1000)::DOUBLE AS val"
                    .formatted(Scatter.FACTOR, GROUPS);

    /**
     * The rows, column by column.
     *
     * @param groups of the rows
     * @param values of the rows
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Columns(int[] groups, double[] values) {
        /** The same ones each time while this workload is the one that runs. */
        static Columns of(int rows) {
            return Inputs.of(Columns.class, rows, Columns::make);
        }

        private static Columns make(int rows) {
            int[] groups = new int[rows];
            double[] values = new double[rows];
            Arrays.setAll(groups, GroupBy::group);
            Arrays.setAll(values, GroupBy::value);
            return new Columns(groups, values);
        }
    }
}
