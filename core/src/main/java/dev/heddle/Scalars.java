package dev.heddle;

import reactor.core.Fuseable;

/** Monos that hold their value already, such as {@code Mono.just}: Reactor lets them be called. */
final class Scalars {
    private Scalars() {}

    @SuppressWarnings("NullAway") // an empty Mono is a null, as the callers' Javadoc says
    static Object value(Fuseable.ScalarCallable<?> scalar) {
        try {
            return scalar.call();
        } catch (Exception | Error e) {
            throw Sneaky.rethrow(AwaitTrace.attach(e));
        }
    }
}
