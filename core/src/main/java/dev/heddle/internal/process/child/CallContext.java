package dev.heddle.internal.process.child;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call's context on the thread and takes it off again. Loaded with the first call that has
 * one: before that, context-propagation need not even be on the class path.
 */
final class CallContext {
    private final List<ThreadLocalAccessor<?>> set = new ArrayList<>();

    private CallContext() {}

    /** From names and values by turns; a name nobody has registered here is left out. */
    static CallContext enter(@Nullable Object[] context) {
        CallContext entered = new CallContext();
        for (ThreadLocalAccessor<?> accessor :
                ContextRegistry.getInstance().getThreadLocalAccessors()) {
            for (int i = 0; i + 1 < context.length; i += 2) {
                if (accessor.key().equals(context[i])) {
                    entered.set(accessor, context[i + 1]);
                }
            }
        }
        return entered;
    }

    @SuppressWarnings("unchecked") // the value is what the accessor of this name gave
    private void set(ThreadLocalAccessor<?> accessor, @Nullable Object value) {
        if (value != null) {
            ((ThreadLocalAccessor<Object>) accessor).setValue(value);
            set.add(accessor);
        }
    }

    void leave() {
        for (ThreadLocalAccessor<?> accessor : set) {
            accessor.setValue();
        }
    }
}
