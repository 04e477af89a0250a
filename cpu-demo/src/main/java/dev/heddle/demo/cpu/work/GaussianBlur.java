package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.function.IntToLongFunction;

/**
 * A Gaussian blur of a square grey image with the 5 × 5 binomial kernel, (1 4 6 4 1) along columns
 * and then along rows, divided by 256. It makes a new image of the pixels that have all their
 * neighbours: four rows and columns fewer.
 */
public final class GaussianBlur {
    /** How many rows and columns a blurred image has fewer. */
    public static final int MARGIN = 4;

    private GaussianBlur() {}

    /**
     * Of an image of a width and height, more than {@link #MARGIN}.
     *
     * @param width in pixels
     */
    public static Job<Slice, Long> job(int width) {
        return new Job<>(
                GaussianBlur::part,
                parts -> Slice.cut(width - MARGIN, parts),
                samples -> samples.stream().mapToLong(Long::longValue).sum());
    }

    /** Makes some rows of the new image; returns what they add to the sample. */
    static long part(Slice rows) {
        int width = rows.total();
        byte[] pixels = Image.of(width + MARGIN).pixels;
        byte[] blurred = new byte[rows.length() * width];
        int[] sums = new int[width + MARGIN];
        for (int row = 0; row < rows.length(); row++) {
            alongColumns(pixels, (rows.from() + row) * sums.length, sums);
            alongRow(sums, blurred, row * width, width);
        }
        int first = rows.from() * width;
        return sample(rows, cell -> blurred[cell - first]);
    }

    /**
     * What the blurred rows of a slice add to the answer.
     *
     * @param pixelAt of a position in the whole new image
     */
    public static long sample(Slice rows, IntToLongFunction pixelAt) {
        return Sample.ofLongs(rows.ofCells(rows.total()), cell -> pixelAt.applyAsLong(cell) & 0xff);
    }

    private static void alongColumns(byte[] pixels, int from, int[] sums) {
        int width = sums.length;
        for (int x = 0; x < width; x++) {
            int at = from + x;
            int outer = (pixels[at] & 0xff) + (pixels[at + 4 * width] & 0xff);
            int inner = (pixels[at + width] & 0xff) + (pixels[at + 3 * width] & 0xff);
            sums[x] = outer + 4 * inner + 6 * (pixels[at + 2 * width] & 0xff);
        }
    }

    private static void alongRow(int[] sums, byte[] blurred, int to, int width) {
        for (int x = 0; x < width; x++) {
            int outer = sums[x] + sums[x + 4];
            int inner = sums[x + 1] + sums[x + 3];
            blurred[to + x] = (byte) ((outer + 4 * inner + 6 * sums[x + 2]) >>> 8);
        }
    }

    /**
     * A square grey image.
     *
     * @param pixels row by row, unsigned
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Image(byte[] pixels) {
        /** The same one each time while this workload is the one that runs. */
        public static Image of(int width) {
            return Inputs.of(Image.class, width, Image::make);
        }

        private static Image make(int width) {
            byte[] pixels = new byte[Math.multiplyExact(width, width)];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (Scatter.at(i) >>> 24);
            }
            return new Image(pixels);
        }
    }
}
