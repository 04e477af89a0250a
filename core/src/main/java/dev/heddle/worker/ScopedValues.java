package dev.heddle.worker;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scoped values that flow into a pool's workers, by the names of the static fields that hold
 * them, and what they were bound to when a call was made.
 */
final class ScopedValues {
    private final List<Bound<?>> values;

    private ScopedValues(List<Bound<?>> values) {
        this.values = values;
    }

    /** The scoped values in the static fields of some classes. */
    static @Nullable ScopedValues in(List<Class<?>> holders) {
        var found = new ArrayList<Bound<?>>();
        holders.forEach(holder -> found.addAll(in(holder)));
        return found.isEmpty() ? null : new ScopedValues(found);
    }

    private static List<Bound<?>> in(Class<?> holder) {
        var found = new ArrayList<Bound<?>>();
        for (Field field : holder.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ScopedValue.class) {
                found.add(new Bound<>(holder.getName() + "#" + field.getName(), read(field), null));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "propagate("
                            + holder.getName()
                            + ".class): it has no static ScopedValue field");
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static ScopedValue<Object> read(Field field) {
        try {
            field.setAccessible(true);
            var key = (ScopedValue<Object>) field.get(null);
            if (key == null) {
                throw new IllegalArgumentException("propagate: " + field + " is null");
            }
            return key;
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "propagate: " + field + " cannot be read; open its package to Heddle", e);
        }
    }

    /** Those that are bound in the current thread, with their values. */
    @Nullable ScopedValues captured() {
        var bound = new ArrayList<Bound<?>>(values.size());
        for (var value : values) {
            if (value.key.isBound()) {
                bound.add(value.now());
            }
        }
        return bound.isEmpty() ? null : new ScopedValues(bound);
    }

    <T> T call(ScopedValue.CallableOp<? extends T, Exception> body) throws Exception {
        ScopedValue.Carrier carrier = null;
        for (var value : values) {
            carrier = value.bindIn(carrier);
        }
        return carrier == null ? body.call() : carrier.call(body);
    }

    /** By name, for another JVM; those that are bound to null, as unbound. */
    Map<String, Object> byName() {
        var named = new LinkedHashMap<String, Object>();
        for (var bound : values) {
            if (bound.value != null) {
                named.put(bound.name, bound.value);
            }
        }
        return named;
    }

    private record Bound<V>(String name, ScopedValue<V> key, @Nullable V value) {
        Bound<V> now() {
            return new Bound<>(name, key, key.get());
        }

        @SuppressWarnings("NullAway") // a scoped value may be bound to null
        ScopedValue.Carrier bindIn(ScopedValue.@Nullable Carrier outer) {
            return outer == null ? ScopedValue.where(key, value) : outer.where(key, value);
        }
    }
}
