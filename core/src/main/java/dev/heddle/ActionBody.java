package dev.heddle;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** An action as the callable of nothing. */
record ActionBody(Action action) implements Callable<Void> {
    @Override
    @SuppressWarnings("NullAway") // there is no other Void
    public @Nullable Void call() throws Exception {
        action.run();
        return null;
    }
}
