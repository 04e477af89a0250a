package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.internal.wire.ObjectCodecTest.Circle;
import dev.heddle.internal.wire.ObjectCodecTest.Line;
import dev.heddle.internal.wire.ObjectCodecTest.Order;
import dev.heddle.internal.wire.ObjectCodecTest.Pair;
import dev.heddle.internal.wire.ObjectCodecTest.Plain;
import dev.heddle.internal.wire.ObjectCodecTest.Size;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes of an object are, decoding them ends, and in one of three ways. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileBytesTest {
    /** Its initialiser says so if bytes ever get that far. */
    static final class NeverLoaded {
        static {
            System.setProperty("heddle.test.loaded", "true");
        }

        private NeverLoaded() {}
    }

    private final Codec codec = Codec.of(List.of(Order.class, Pair.class, Plain.class, Size.class));

    private Object decode(byte[] bytes) {
        return codec.decode(Kind.OBJECT, MemorySegment.ofArray(bytes));
    }

    @Test
    void bytesCannotNameAClass() {
        String name = "dev.heddle.internal.wire.HostileBytesTest$NeverLoaded";
        // Kryo's own way to say it: 1, the number of the name, the name with its last byte marked.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {1, 0});
        bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        byte[] naming = bytes.toByteArray();
        naming[naming.length - 1] |= (byte) 0x80;
        assertThatThrownBy(() -> decode(naming))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("name a class");
        assertThat(System.getProperty("heddle.test.loaded")).isNull();
    }

    @Test
    void aTypeRefusedHereIsRefusedThere() {
        Payload payload =
                Codec.of(List.of(ObjectCodecTest.Stranger.class))
                        .encode(new ObjectCodecTest.Stranger());
        Codec none = Codec.of(List.of());
        assertThatThrownBy(() -> none.decode(payload.kind(), payload.content()))
                .isInstanceOf(WireException.class);
    }

    @Test
    void aCountIsBelievedOnlyAsFarAsTheBytesGo() {
        for (Object value :
                List.of(
                        new ArrayList<>(List.of(1)),
                        new HashSet<>(List.of(1)),
                        new java.util.HashMap<>(Map.of(1, 1)),
                        List.of(1, 2, 3),
                        new Integer[] {1})) {
            byte[] bytes = codec.encode(value).toBytes();
            for (int i = 1; i < bytes.length; i++) {
                byte[] claim = Arrays.copyOf(bytes, i + 5);
                Arrays.fill(claim, i, i + 4, (byte) -1);
                claim[i + 4] = 7;
                try {
                    decode(claim);
                } catch (WireException _) {
                    // Unless it was no count.
                }
            }
        }
    }

    @Test
    void listsThatClaimAllBytesAgainAndAgainGetRoomOnce() {
        byte[] one = codec.encode(new ArrayList<>()).toBytes();
        byte[] header = Arrays.copyOf(one, one.length - 1);
        byte[] bytes = new byte[16 << 20];
        int at = 0;
        for (int depth = 0; depth < 200; depth++) {
            System.arraycopy(header, 0, bytes, at, header.length);
            at += header.length;
            // Four million.
            bytes[at++] = (byte) 0x80;
            bytes[at++] = (byte) 0x80;
            bytes[at++] = (byte) 0x80;
            bytes[at++] = 2;
        }
        assertThatThrownBy(() -> decode(bytes))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("all elements together");
    }

    @Test
    void aKeyThatTakesForEverToHashIsNotMade() {
        // Each level holds the one below twice: 2^100 steps, were it shared.
        Object level = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            level = new ArrayList<>(List.of(level, level));
        }
        Object key = level;
        byte[] bytes = codec.encode(new ArrayList<>(List.of(key, Map.of("k", key)))).toBytes();
        assertThat(bytes.length).isLessThan(1000);
        assertThat(codec.encode(Map.of(key, "v")).size()).isGreaterThan(1 << 20);
    }

    @Test
    void mutatedBytesEndInAValueOrInTheCodecsOwnException() {
        long seed = Long.getLong("heddle.test.seed", 20261120L);
        System.out.println("HostileBytesTest: -Dheddle.test.seed=" + seed);
        Random random = new Random(seed);
        List<byte[]> seeds = valid();
        decode(seeds.getFirst());
        long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        for (int i = 0; i < 15_000; i++) {
            byte[] bytes = mutated(seeds, random);
            try {
                decode(bytes);
            } catch (WireException | TypeNotAllowedException _) {
                // As promised.
            } catch (Throwable other) {
                throw new AssertionError("seed " + seed + ": " + Arrays.toString(bytes), other);
            }
        }
        // The JDK's own for zones, array types and the like, and hidden ones of reflection.
        long after = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        assertThat(after - before).isLessThan(2_000);
    }

    private List<byte[]> valid() {
        Line line = new Line("sku", 3, new BigDecimal("1.5"), Size.LARGE);
        Plain plain = new Plain();
        Map<String, Object> map =
                Map.of("a", List.of(1, 2L, 'c', "ü日"), "b", Optional.of(new BitSet(70)));
        return List.of(
                        new Order(
                                new UUID(1, 2),
                                List.of(line, line),
                                Map.of("x", new Circle(1)),
                                new double[][] {{1}, {2, 3}}),
                        new ArrayList<>(List.of(map, map, EnumSet.allOf(Size.class))),
                        new HashSet<>(List.of(new Pair<>(1, List.of(2)), new int[] {1, 2, 3})),
                        new Object[][] {{plain, plain}, {new long[] {1}, new String[] {"x"}}},
                        new ArrayList<>(
                                List.of(
                                        java.time.ZonedDateTime.of(
                                                2026,
                                                1,
                                                2,
                                                3,
                                                4,
                                                5,
                                                6,
                                                java.time.ZoneId.of("Asia/Tokyo")),
                                        java.net.URI.create("a:b"))))
                .stream()
                .map(value -> codec.encode(value).toBytes())
                .toList();
    }

    private static byte[] mutated(List<byte[]> seeds, Random random) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        if (random.nextInt(8) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
        }
        for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    switch (random.nextInt(3)) {
                        case 0 -> (byte) random.nextInt();
                        case 1 -> (byte) (bytes[at] + random.nextInt(-2, 3));
                        default -> bytes[random.nextInt(bytes.length)];
                    };
        }
        return bytes;
    }
}
