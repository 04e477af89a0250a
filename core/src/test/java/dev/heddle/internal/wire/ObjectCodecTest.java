package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

// Types that are not for new code travel, too.
@SuppressWarnings({
    "ArrayRecordComponent",
    "JavaUtilDate",
    "JdkObsolete",
    "UnnecessaryStringBuilder"
})
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ObjectCodecTest {
    enum Size {
        SMALL,
        LARGE {
            @Override
            int factor() {
                return 10;
            }
        };

        int factor() {
            return 1;
        }
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    private record Square(int side) implements Shape {}

    record Line(String sku, int count, BigDecimal price, Size size) {}

    record Order(UUID id, List<Line> lines, Map<String, Shape> shapes, double[][] matrix) {}

    record Pair<A, B>(A first, B second) {}

    record Nothing() {}

    record Picky(int value) {
        Picky {
            if (value == 13) {
                throw new IllegalArgumentException("13");
            }
        }
    }

    static class Parent {
        private int inherited;
    }

    static final class Plain extends Parent {
        private String name = "?";
        private Plain next;
        private transient int forgotten = 7;
        static int count;
    }

    static final class Fixed {
        final int value;

        Fixed(int value) {
            this.value = value;
        }
    }

    record Stranger() {}

    private final Codec codec =
            Codec.of(
                    List.of(
                            Order.class,
                            Pair.class,
                            Nothing.class,
                            Picky.class,
                            Plain.class,
                            Fixed.class));
    private final Codec other =
            Codec.ofNames(codec.typeNames(), ObjectCodecTest.class.getClassLoader());

    @SuppressWarnings("unchecked")
    private <T> T roundTrip(T value) {
        Payload payload = codec.encode(value);
        assertThat(payload.kind()).isEqualTo(Kind.OBJECT);
        return (T) other.decode(payload.kind(), payload.content());
    }

    static Stream<Object> values() {
        ZonedDateTime time = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Berlin"));
        return Stream.of(
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("1.50"),
                Instant.MAX,
                Duration.ofNanos(-1),
                LocalDate.MIN,
                LocalTime.MAX,
                LocalDateTime.MAX,
                OffsetTime.MAX,
                OffsetDateTime.MIN,
                time,
                time.getZone(),
                ZoneOffset.ofHoursMinutesSeconds(1, 2, 3),
                Year.of(-5),
                YearMonth.of(2026, 2),
                MonthDay.of(2, 29),
                Period.of(1, -2, 3),
                Optional.of("x"),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(2),
                UUID.randomUUID(),
                URI.create("http://a/b?c#d"),
                Locale.GERMANY,
                new Date(5),
                BitSet.valueOf(new long[] {5, 6}),
                EnumSet.of(Size.LARGE),
                EnumSet.noneOf(Size.class),
                Size.SMALL,
                Size.LARGE,
                new Nothing(),
                new Pair<>(new Circle(1), new Pair<>(null, List.of())),
                new Pair<>("\ud800 Grüße 日本", 'x'));
    }

    static Stream<Object> containers() {
        List<Object> mixed = Arrays.asList(1, null, "a", 2.5, List.of(3L), Size.LARGE);
        Map<Object, Object> map = new HashMap<>(Map.of("a", 1, 2, List.of(), List.of(1), "x"));
        map.put(null, null);
        return Stream.of(
                new ArrayList<>(mixed),
                new LinkedList<>(mixed),
                new HashSet<>(mixed),
                new LinkedHashSet<>(mixed),
                new TreeSet<>(List.of(3, 1, 2)),
                map,
                new LinkedHashMap<>(map),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new ConcurrentHashMap<>(Map.of("b", 1)),
                mixed,
                mixed.subList(1, 3),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.emptySet(),
                Collections.singletonList(1),
                Collections.singleton(null),
                Collections.singletonMap(1, null),
                Collections.unmodifiableList(mixed),
                Collections.unmodifiableMap(map),
                Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
                Stream.of(1, 2).toList(),
                new TreeMap<>(Map.of(1, 2)).keySet());
    }

    static List<Object[]> arrays() {
        return List.of(
                new String[] {"a", null},
                new double[][] {{1, 2}, null, {}},
                new int[2][3][4],
                new Integer[] {1, null},
                new Double[][] {{1.0}},
                new Shape[] {new Circle(2), new Square(3), null},
                new Size[] {Size.LARGE, Size.SMALL},
                new List<?>[] {List.of(1)},
                new Object[][] {{1, "a"}, new String[] {"b"}},
                new Number[] {1, 2.0, BigInteger.ONE});
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeBackEqual(Object value) {
        assertThat(roundTrip(value)).isEqualTo(value).hasSameClassAs(value);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void collectionsComeBackEqual(Object value) {
        Object back = roundTrip(value);
        if (value instanceof List || value instanceof Set || value instanceof Map) {
            assertThat(back).isEqualTo(value);
        } else {
            assertThat((Collection<?>) back).isEqualTo(value);
        }
        if (java.lang.reflect.Modifier.isPublic(value.getClass().getModifiers())) {
            assertThat(back).hasSameClassAs(value);
        }
    }

    @Test
    void arraysComeBackEqual() {
        for (Object[] value : arrays()) {
            Object[] back = roundTrip(value);
            assertThat(Arrays.deepEquals(back, value)).isTrue();
            assertThat(back.getClass()).isEqualTo(value.getClass());
        }
    }

    @Test
    void whatCouldNotBeChangedCannotBeChangedThere() {
        assertThat(new ArrayList<>(roundTrip(new ArrayDeque<>(List.of(1, 2)))))
                .containsExactly(1, 2);
        assertThatThrownBy(() -> roundTrip(List.of(1)).add(2))
                .isInstanceOf(UnsupportedOperationException.class);
        List<Integer> changed = roundTrip(Arrays.asList(1, 2));
        changed.set(0, 5);
        assertThat(changed).containsExactly(5, 2);
    }

    @Test
    void recordsInListsInRecordsComeBackEqual() {
        Line line = new Line("a", 1, BigDecimal.TEN, Size.LARGE);
        Order order =
                new Order(
                        UUID.randomUUID(),
                        List.of(line, new Line("b", 2, BigDecimal.ONE, Size.SMALL)),
                        Map.of("x", new Circle(1), "y", new Square(2)),
                        new double[][] {{1, 2}, {3}});
        Order back = roundTrip(order);
        assertThat(back).usingRecursiveComparison().isEqualTo(order);
        assertThat((Object) roundTrip(new ArrayList<>(List.of(line, line))))
                .isEqualTo(List.of(line, line));
    }

    @Test
    void plainClassesComeBackThroughTheirConstructor() {
        Plain plain = new Plain();
        ((Parent) plain).inherited = 3;
        plain.name = "n";
        plain.next = plain;
        plain.forgotten = 0;
        Plain back = roundTrip(plain);
        assertThat(((Parent) back).inherited).isEqualTo(3);
        assertThat(back.name).isEqualTo("n");
        assertThat(back.next).isSameAs(back);
        assertThat(back.forgotten).isEqualTo(7);
    }

    @Test
    void whatIsSharedStaysShared() {
        List<Object> shared = new ArrayList<>(List.of(1));
        List<Object> list = new ArrayList<>();
        list.addAll(List.of(shared, new Pair<>(shared, list), Map.of("k", shared)));
        List<Object> back = roundTrip(list);
        assertThat(((Pair<?, ?>) back.get(1)).first()).isSameAs(back.get(0));
        assertThat(((Pair<?, ?>) back.get(1)).second()).isSameAs(back);
        assertThat(((Map<?, ?>) back.get(2)).get("k")).isSameAs(back.get(0));
    }

    @Test
    void keysAreEqualThoughNotShared() {
        Circle circle = new Circle(1);
        Set<Object> set = new HashSet<>(List.of(circle, new Pair<>(circle, circle), "a"));
        assertThat(roundTrip(set)).isEqualTo(set);
        List<Object> after = roundTrip(new ArrayList<>(List.of(circle, set, circle)));
        assertThat(after.get(0)).isSameAs(after.get(2));
    }

    @Test
    void aRecordInItselfIsRefused() {
        List<Object> list = new ArrayList<>();
        Pair<Object, Object> pair = new Pair<>(list, null);
        list.add(pair);
        assertThatThrownBy(() -> codec.encode(pair))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void whatIsTooDeepIsRefused() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            list = new ArrayList<>(List.of(list));
        }
        List<Object> deep = list;
        assertThatThrownBy(() -> codec.encode(deep)).isInstanceOf(WireException.class);
    }

    static Stream<Object> refused() {
        return Stream.of(
                new Stranger(),
                List.of((Object) new Stranger[1]),
                List.of(new Stranger()),
                new Pair<>(1, new Stranger()),
                Map.of(1, new Stranger()),
                Optional.of(new Stranger()),
                Path.of("x"),
                new StringBuilder(),
                Object.class,
                Thread.currentThread(),
                (Runnable) () -> {},
                new HashMap<>() {});
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherTypesAreRefused(Object value) {
        assertThatThrownBy(() -> codec.encode(value))
                .isInstanceOf(TypeNotAllowedException.class)
                .hasMessageContaining("may not travel");
    }

    @Test
    void whatHasNoBytesIsRefusedWithTheReason() {
        assertThatThrownBy(() -> codec.encode(new Fixed(1)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("Fixed cannot be put into bytes: it is no record");
        assertThatThrownBy(() -> codec.encode(new TreeSet<>(Collections.reverseOrder())))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("comparator");
    }

    @Test
    void theConstructorOfARecordHasTheLastWord() {
        Payload good = codec.encode(new Picky(12));
        byte[] bytes = good.toBytes();
        // Kryo's zigzag of 13.
        bytes[bytes.length - 1] = 26;
        assertThatThrownBy(() ->
                        codec.decode(Kind.OBJECT, java.lang.foreign.MemorySegment.ofArray(bytes)))
                .isInstanceOf(WireException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalThreadsShareOneCodec() {
        List<Integer> failed =
                IntStream.range(0, 20_000)
                        .parallel()
                        .filter(i ->
                                !roundTrip(new Pair<>(i, List.of(i)))
                                        .equals(new Pair<>(i, List.of(i))))
                        .boxed()
                        .toList();
        assertThat(failed).isEmpty();
    }
}
