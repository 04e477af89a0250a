package dev.heddle.internal.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.BitSet;
import java.util.Collection;
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

/** The JDK's own types that may travel without being allowed: an explicit list. */
final class JdkTypes {
    private static final Set<Class<?>> TAGGED =
            Set.of(
                    String.class,
                    Boolean.class,
                    Character.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    Object.class);

    private JdkTypes() {}

    /** In the order of their numbers; apart, as tagged values need none of them. */
    static final class Numbered {
        static final List<Class<?>> VALUES =
                List.of(
                        BigInteger.class,
                        BigDecimal.class,
                        Instant.class,
                        Duration.class,
                        LocalDate.class,
                        LocalTime.class,
                        LocalDateTime.class,
                        ZoneOffset.class,
                        ZoneId.class,
                        OffsetTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class,
                        Year.class,
                        YearMonth.class,
                        MonthDay.class,
                        Period.class,
                        Optional.class,
                        OptionalInt.class,
                        OptionalLong.class,
                        OptionalDouble.class,
                        UUID.class,
                        URI.class,
                        Locale.class,
                        Date.class,
                        BitSet.class,
                        EnumSet.class,
                        boolean[].class,
                        byte[].class,
                        short[].class,
                        char[].class,
                        int[].class,
                        long[].class,
                        float[].class,
                        double[].class);

        static final List<Class<?>> CONTAINERS =
                List.of(
                        ArrayList.class,
                        LinkedList.class,
                        ArrayDeque.class,
                        HashSet.class,
                        LinkedHashSet.class,
                        TreeSet.class,
                        HashMap.class,
                        LinkedHashMap.class,
                        TreeMap.class,
                        ConcurrentHashMap.class);

        /** What arrays may be of, and no value is. */
        static final List<Class<?>> ELEMENTS =
                List.of(
                        Object.class,
                        Number.class,
                        CharSequence.class,
                        Comparable.class,
                        Collection.class,
                        List.class,
                        Set.class,
                        Map.class);

        private Numbered() {}
    }

    static boolean contains(Class<?> type) {
        return type.isPrimitive()
                || TAGGED.contains(type)
                || Numbered.VALUES.contains(type)
                || Numbered.CONTAINERS.contains(type)
                || Numbered.ELEMENTS.contains(type);
    }

    /** True for a type of the JDK, which is on the list or never allowed. */
    static boolean isJdk(Class<?> type) {
        return type.isPrimitive()
                || type.getClassLoader() == null
                || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }
}
