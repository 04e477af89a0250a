package dev.heddle.internal.wire;

import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.lang.reflect.Modifier;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Numbers for types, and only numbers: bytes have no way to name a class. */
// Kryo's interfaces are raw.
@SuppressWarnings("rawtypes")
final class NumberedTypes extends DefaultClassResolver {
    static final Class<?> FIXED_LIST = Collections.unmodifiableList(new ArrayList<>()).getClass();
    static final Class<?> FIXED_SET = Collections.unmodifiableSet(new LinkedHashSet<>()).getClass();
    static final Class<?> FIXED_MAP = Collections.unmodifiableMap(new LinkedHashMap<>()).getClass();

    private final AllowedTypes allowed;
    private boolean complete;

    NumberedTypes(AllowedTypes allowed) {
        this.allowed = allowed;
    }

    /** From now on a type without a number is refused. */
    void complete() {
        complete = true;
    }

    @Override
    public @Nullable Registration getRegistration(Class type) {
        Registration known = super.getRegistration(type);
        if (known != null || !complete) {
            return known;
        }
        Class<?> standIn = standIn(type);
        known = standIn == null ? null : super.getRegistration(standIn);
        if (known == null) {
            throw allowed.refusal(type);
        }
        classToRegistration.put(type, known);
        return known;
    }

    @Override
    protected void writeName(Output output, Class type, Registration registration) {
        throw allowed.refusal(type);
    }

    @Override
    protected Registration readName(Input input) {
        throw new WireException("the bytes name a class");
    }

    /** The type with a number that goes for one without. */
    private static @Nullable Class<?> standIn(Class<?> type) {
        if (type.isArray()) {
            return Object[].class;
        }
        Class<?> parent = type.getSuperclass();
        if (parent != null && parent.isEnum()) {
            return parent;
        }
        // A type that has a name a user can write must come back as it was.
        return !JdkTypes.isJdk(type) || Modifier.isPublic(type.getModifiers()) ? null : face(type);
    }

    /** For the JDK's nameless ones, as List.of makes: what a user knows them by. */
    private static @Nullable Class<?> face(Class<?> type) {
        if (ZoneId.class.isAssignableFrom(type)) {
            return ZoneId.class;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return EnumSet.class;
        }
        if (Map.class.isAssignableFrom(type)) {
            return SortedMap.class.isAssignableFrom(type)
                    ? TreeMap.class
                    : isFixed(type) ? FIXED_MAP : LinkedHashMap.class;
        }
        if (Set.class.isAssignableFrom(type)) {
            return SortedSet.class.isAssignableFrom(type)
                    ? TreeSet.class
                    : isFixed(type) ? FIXED_SET : LinkedHashSet.class;
        }
        if (List.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)) {
            return isFixed(type) ? FIXED_LIST : ArrayList.class;
        }
        return null;
    }

    private static boolean isFixed(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton");
    }
}
