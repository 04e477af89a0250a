package dev.heddle.internal.process.child;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call's context: its thread locals and scoped values while it runs, and all of it by name.
 * Loaded with the first call that has one: before that, context-propagation need not even be on the
 * class path.
 */
public final class CallContext {
    private static volatile Map<String, Object> current = Map.of();

    private final Map<String, Object> values;
    private final List<ThreadLocalAccessor<?>> set = new ArrayList<>();

    private CallContext(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** What the call that runs in this JVM brought along, by name. */
    public static Map<String, Object> current() {
        return current;
    }

    /** From names and values by turns. */
    static CallContext of(@Nullable Object[] list) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i + 1 < list.length; i += 2) {
            if (list[i] instanceof String name && list[i + 1] != null) {
                values.put(name, list[i + 1]);
            }
        }
        return new CallContext(values);
    }

    /** Runs a call in this context; a name nobody knows here is left out. */
    void around(ScopedValue.CallableOp<?, Exception> call) throws Exception {
        current = values;
        try {
            setThreadLocals();
            var scoped = scopedValues();
            var _ = scoped == null ? call.call() : scoped.call(call);
        } finally {
            set.forEach(ThreadLocalAccessor::setValue);
            current = Map.of();
        }
    }

    private void setThreadLocals() {
        for (var accessor : ContextRegistry.getInstance().getThreadLocalAccessors()) {
            set(accessor);
        }
        // The parent has it registered, or the name would not be here; this JVM need not.
        if (values.containsKey(Slf4jThreadLocalAccessor.KEY)
                && set.stream().noneMatch(this::isMdc)) {
            set(new Slf4jThreadLocalAccessor());
        }
    }

    private boolean isMdc(ThreadLocalAccessor<?> accessor) {
        return accessor.key().equals(Slf4jThreadLocalAccessor.KEY);
    }

    @SuppressWarnings("unchecked") // the value is what the accessor of this name gave
    private void set(ThreadLocalAccessor<?> accessor) {
        var value = accessor.key() instanceof String name ? values.get(name) : null;
        if (value != null) {
            ((ThreadLocalAccessor<Object>) accessor).setValue(value);
            set.add(accessor);
        }
    }

    /** Those whose name is a class and a static field. */
    private ScopedValue.@Nullable Carrier scopedValues() {
        ScopedValue.Carrier carrier = null;
        for (var entry : values.entrySet()) {
            var scoped = scopedValue(entry.getKey());
            if (scoped != null) {
                carrier =
                        carrier == null
                                ? ScopedValue.where(scoped, entry.getValue())
                                : carrier.where(scoped, entry.getValue());
            }
        }
        return carrier;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable ScopedValue<Object> scopedValue(String name) {
        int hash = name.indexOf('#');
        if (hash < 0) {
            return null;
        }
        try {
            Field field =
                    Class.forName(name.substring(0, hash), true, ClassLoader.getSystemClassLoader())
                            .getDeclaredField(name.substring(hash + 1));
            field.setAccessible(true);
            return field.get(null) instanceof ScopedValue<?> found
                    ? (ScopedValue<Object>) found
                    : null;
        } catch (ReflectiveOperationException _) {
            // Some other name with a hash, or a class this JVM does not have.
            return null;
        }
    }
}
