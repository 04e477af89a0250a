package dev.heddle.load.junit;

import dev.heddle.load.Scenario;
import dev.heddle.load.Visit;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A test method as a scenario: called for each arrival, with its visit. Any thread may run it. */
final class VisitMethod implements Scenario {
    private final MethodHandle method;
    private final @Nullable Object[] arguments;

    /** Which of the arguments is the visit. */
    private final int[] visits;

    private final Thrown thrown;

    private VisitMethod(
            MethodHandle method, @Nullable Object[] arguments, int[] visits, Thrown thrown) {
        this.method = method;
        this.arguments = arguments;
        this.visits = visits;
        this.thrown = thrown;
    }

    static VisitMethod of(
            Method method, @Nullable Object target, List<Object> arguments, Thrown thrown) {
        var types = method.getParameterTypes();
        int[] visits =
                IntStream.range(0, types.length).filter(i -> types[i] == Visit.class).toArray();
        return new VisitMethod(handle(method, target), arguments.toArray(), visits, thrown);
    }

    private static MethodHandle handle(Method method, @Nullable Object target) {
        method.setAccessible(true);
        try {
            var handle = MethodHandles.lookup().unreflect(method);
            var bound = target == null ? handle : handle.bindTo(target);
            return bound.asType(bound.type().changeReturnType(void.class))
                    .asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    @Override
    public void run(Visit visit) throws Exception {
        var own = arguments.clone();
        for (int index : visits) {
            own[index] = visit;
        }
        try {
            method.invokeExact(own);
        } catch (Throwable failure) {
            thrown.add(failure);
            rethrow(failure);
        }
    }

    private static void rethrow(Throwable failure) throws Exception {
        switch (failure) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }
}
