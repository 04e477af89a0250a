package dev.heddle;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/** An awaiter of something that is a future: cancelling cancels that. */
final class FutureAwaiter<T> extends Awaiter<T> {
    private final Future<?> source;

    private FutureAwaiter(Future<?> source) {
        super(Context.empty()); // a future asks for none
        this.source = source;
    }

    static <T> FutureAwaiter<T> of(java.util.concurrent.CompletableFuture<? extends T> future) {
        var awaiter = new FutureAwaiter<T>(future);
        CompletionStage<? extends T> stage = future;
        var _ = stage.whenComplete(awaiter::settle);
        return awaiter;
    }

    static <T> FutureAwaiter<T> of(io.netty.util.concurrent.Future<? extends T> future) {
        var awaiter = new FutureAwaiter<T>(future);
        var _ =
                future.addListener(_ ->
                        awaiter.settle(
                                future.isSuccess() ? future.getNow() : null, future.cause()));
        return awaiter;
    }

    /**
     * A CompletableFuture wraps what made it fail once it has been passed on; await does not.
     * Whoever has given up has cancelled the future, so its failure is no news then.
     */
    private void settle(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            succeed(value);
        } else if (failure instanceof CompletionException && failure.getCause() != null) {
            var _ = fail(failure.getCause());
        } else {
            var _ = fail(failure);
        }
    }

    @Override
    void cancelSource() {
        source.cancel(true);
    }
}
