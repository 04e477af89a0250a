package dev.heddle;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An action as the callable of nothing. Its type is Object because {@code Callable<Void>} would put
 * a bridge method's frame on the stack of every parked task.
 */
record ActionBody(Action action) implements Callable<Object> {
    @SuppressWarnings("unchecked")
    static Callable<Void> of(Action action) {
        return (Callable<Void>) (Callable<?>) new ActionBody(action);
    }

    @Override
    @SuppressWarnings("NullAway") // there is no other Void
    public @Nullable Object call() throws Exception {
        action.run();
        return null;
    }
}
