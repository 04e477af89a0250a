package dev.heddle.demo.cpu.engine;

import dev.heddle.demo.cpu.job.Job;
import dev.heddle.demo.cpu.work.GaussianBlur;
import dev.heddle.demo.cpu.work.Slice;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link GaussianBlur} with the Vector API. A sum of 16 × 16 bytes fits 16 bits without a sign, so
 * twice as many fit a vector as with ints.
 */
final class SimdBlur {
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;

    /** As many bytes as {@link #SHORTS} has shorts. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));

    private static final int LANES = SHORTS.length();

    private SimdBlur() {}

    /** Makes one new image. */
    static Job<Slice, Long> job(int width) {
        int newWidth = width - GaussianBlur.MARGIN;
        byte[] blurred = new byte[newWidth * newWidth];
        return new Job<>(
                rows -> part(rows, blurred),
                parts -> Slice.cut(newWidth, parts),
                samples -> samples.stream().mapToLong(Long::longValue).sum());
    }

    private static long part(Slice rows, byte[] blurred) {
        int newWidth = rows.total();
        byte[] pixels = GaussianBlur.Image.of(newWidth + GaussianBlur.MARGIN).pixels();
        short[] sums = new short[newWidth + GaussianBlur.MARGIN];
        for (int row = rows.from(); row < rows.to(); row++) {
            alongColumns(pixels, row * sums.length, sums);
            alongRow(sums, blurred, row * newWidth, newWidth);
        }
        return GaussianBlur.sample(rows, cell -> blurred[cell]);
    }

    private static void alongColumns(byte[] pixels, int from, short[] sums) {
        int width = sums.length;
        int x = 0;
        for (; x + LANES <= width; x += LANES) {
            int at = from + x;
            var outer = load(pixels, at).add(load(pixels, at + 4 * width));
            var inner = load(pixels, at + width).add(load(pixels, at + 3 * width));
            weigh(outer, inner, load(pixels, at + 2 * width)).intoArray(sums, x);
        }
        for (; x < width; x++) {
            int at = from + x;
            int outer = (pixels[at] & 0xff) + (pixels[at + 4 * width] & 0xff);
            int inner = (pixels[at + width] & 0xff) + (pixels[at + 3 * width] & 0xff);
            sums[x] = (short) (outer + 4 * inner + 6 * (pixels[at + 2 * width] & 0xff));
        }
    }

    private static void alongRow(short[] sums, byte[] blurred, int to, int width) {
        int x = 0;
        for (; x + LANES <= width; x += LANES) {
            var outer = shorts(sums, x).add(shorts(sums, x + 4));
            var inner = shorts(sums, x + 1).add(shorts(sums, x + 3));
            var total = weigh(outer, inner, shorts(sums, x + 2));
            store(total.lanewise(VectorOperators.LSHR, 8), blurred, to + x);
        }
        for (; x < width; x++) {
            int outer = (sums[x] & 0xffff) + (sums[x + 4] & 0xffff);
            int inner = (sums[x + 1] & 0xffff) + (sums[x + 3] & 0xffff);
            blurred[to + x] = (byte) ((outer + 4 * inner + 6 * (sums[x + 2] & 0xffff)) >>> 8);
        }
    }

    /** Outer + 4 × inner + 6 × middle. */
    private static ShortVector weigh(ShortVector outer, ShortVector inner, ShortVector middle) {
        return outer.add(inner.add(middle).lanewise(VectorOperators.LSHL, 2))
                .add(middle.lanewise(VectorOperators.LSHL, 1));
    }

    private static ShortVector load(byte[] pixels, int at) {
        return (ShortVector)
                ByteVector.fromArray(BYTES, pixels, at)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0);
    }

    private static ShortVector shorts(short[] sums, int at) {
        return ShortVector.fromArray(SHORTS, sums, at);
    }

    private static void store(ShortVector values, byte[] blurred, int at) {
        ((ByteVector) values.convertShape(VectorOperators.S2B, BYTES, 0)).intoArray(blurred, at);
    }
}
