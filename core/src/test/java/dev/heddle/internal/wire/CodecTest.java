package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CodecTest {
    record Line(String sku) {}

    record Order(List<Line> lines) {}

    record Stranger() {}

    private final Codec codec = Codec.of(List.of(Order.class));

    private @Nullable Object roundTrip(@Nullable Object value) {
        Payload payload = codec.encode(value);
        try (Arena arena = Arena.ofConfined()) {
            // One byte off: nothing relies on alignment.
            MemorySegment target = arena.allocate(payload.size() + 1).asSlice(1);
            payload.writeTo(target);
            return codec.decode(payload.kind(), target);
        }
    }

    @Test
    void taggedValuesComeBackEqual() {
        Stream.of(
                        true,
                        false,
                        (byte) -1,
                        (short) -2,
                        'x',
                        -3,
                        -4L,
                        1.5f,
                        Double.NaN,
                        "",
                        "Grüße",
                        "日本",
                        "\ud800",
                        new boolean[] {true, false},
                        new byte[] {1},
                        new short[] {2},
                        new char[] {'c'},
                        new int[] {3},
                        new long[] {4},
                        new float[] {5},
                        new double[] {6, -0.0})
                .forEach(value -> assertThat(roundTrip(value)).isEqualTo(value));
        assertThat(roundTrip(null)).isNull();
    }

    @Test
    void buffersKeepOrderAndOnlyWhatRemains() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN).position(3);
        assertThat(roundTrip(buffer)).isEqualTo(buffer.slice());
        assertThat(((ByteBuffer) roundTrip(buffer)).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        MemorySegment segment = MemorySegment.ofArray(new byte[] {1, 2, 3});
        assertThat(((MemorySegment) roundTrip(segment)).mismatch(segment)).isEqualTo(-1);
    }

    @Test
    void listsComeBackWithTheirElements() {
        Object[] list = {1, null, "a", new int[] {1, 2}, new Object[] {2L, new Object[0]}, 'c'};
        assertThat(java.util.Arrays.deepEquals((Object[]) roundTrip(list), list)).isTrue();
    }

    @Test
    void aListInItselfIsRefused() {
        Object[] list = new Object[1];
        list[0] = list;
        assertThatThrownBy(() -> codec.encode(list)).isInstanceOf(WireException.class);
    }

    @Test
    void anotherTypeIsRefusedByName() {
        assertThatThrownBy(() -> codec.encode(new Stranger()))
                .isInstanceOf(TypeNotAllowedException.class)
                .hasMessageContaining("CodecTest$Stranger")
                .hasMessageContaining("allow(Stranger.class)");
    }

    @Test
    void allowingARecordAllowsWhatItIsMadeOf() {
        assertThat(codec.allows(Line.class)).isTrue();
        assertThat(codec.allows(Line[].class)).isTrue();
        assertThat(codec.allows(Stranger.class)).isFalse();
        Codec other = Codec.ofNames(codec.typeNames(), CodecTest.class.getClassLoader());
        assertThat(other.typeNames()).isEqualTo(codec.typeNames());
    }

    @Test
    void anyBytesEndInAValueOrInTheCodecsOwnException() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            byte kind = (byte) random.nextInt(-1, 26);
            try {
                codec.decode(kind, MemorySegment.ofArray(bytes));
            } catch (WireException | TypeNotAllowedException _) {
                // As promised.
            }
        }
    }

    @Test
    void aClaimOfMoreThanThereIsIsRefused() {
        byte[] claim = {Kind.DOUBLES, -1, -1, -1, 127, 0};
        assertThatThrownBy(() -> codec.decode(Kind.LIST, MemorySegment.ofArray(claim)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("claims");
    }
}
