package dev.heddle.worker;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * What flows from a subscriber into the worker: its Reactor context, the thread locals registered
 * with Micrometer's {@link ContextRegistry}, such as the MDC, and the scoped values the pool was
 * told of. Where nothing is registered, this costs two field reads.
 */
record CallContext(
        Context reactor, @Nullable ContextSnapshot locals, @Nullable ScopedValues scoped) {
    private static final CallContext EMPTY = new CallContext(Context.empty(), null, null);
    private static final ContextSnapshotFactory SNAPSHOTS =
            ContextSnapshotFactory.builder().clearMissing(true).build();

    static CallContext capture(Context reactor, @Nullable ScopedValues registered) {
        boolean noLocals = ContextRegistry.getInstance().getThreadLocalAccessors().isEmpty();
        if (noLocals && registered == null && reactor.isEmpty()) {
            return EMPTY;
        }
        return new CallContext(
                reactor,
                noLocals ? null : SNAPSHOTS.captureAll(reactor),
                registered == null ? null : registered.captured());
    }

    /**
     * What of it may travel to another JVM: entries of the Reactor context with a name, the thread
     * locals by their keys, and the scoped values by their fields. The rest stays here.
     */
    Map<String, Object> byName(Predicate<Class<?>> mayTravel) {
        if (this == EMPTY) {
            return Map.of();
        }
        var named = new LinkedHashMap<String, Object>();
        var all = locals == null ? reactor : locals.updateContext(reactor);
        all.forEach((key, value) -> {
            if (key instanceof String name) {
                named.put(name, value);
            }
        });
        if (scoped != null) {
            named.putAll(scoped.byName());
        }
        named.values().removeIf(value -> !mayTravel.test(value.getClass()));
        return named;
    }

    /** Runs a work in this context. */
    @Nullable <T> T apply(Work<Object, T> work, @Nullable Object input) throws Exception {
        if (locals == null) {
            return applyScoped(work, input);
        }
        try (var _ = locals.setThreadLocals()) {
            return applyScoped(work, input);
        }
    }

    @SuppressWarnings("NullAway") // who submits a null, and a work that takes it, agree on that
    private @Nullable <T> T applyScoped(Work<Object, T> work, @Nullable Object input)
            throws Exception {
        return scoped == null ? work.apply(input) : scoped.call(() -> work.apply(input));
    }
}
