package dev.heddle.lab.advise;

import dev.heddle.worker.Work;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A work that is found by name in every JVM it goes to.
 *
 * @param type the class, by its binary name
 * @param method the static method; empty for an instance of the class
 */
record NamedWork(String type, String method) implements Work<Object, Object> {
    private static final ConcurrentHashMap<NamedWork, MethodHandle> BOUND =
            new ConcurrentHashMap<>();

    @Override
    public Object apply(Object input) throws Exception {
        var bound = BOUND.get(this);
        if (bound == null) {
            bound = BOUND.computeIfAbsent(this, WorkFinder::bind);
        }
        try {
            return (Object) bound.invokeExact(input);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(type + " threw what is neither", e);
        }
    }
}
