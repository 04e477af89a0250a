package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A loop that closes cancels waiters and what they wait for in one go, in any order. */
class CancelledTogetherTest {
    private final Trail trail = new Trail();

    @Test
    void waiterMayAwaitInItsCleanupWhenTheTaskItAwaitsIsCancelledFirst() {
        cancelBoth(other -> await(other));
    }

    @Test
    void gatherersMayAwaitInTheirCleanupWhenASourceIsCancelledFirst() {
        cancelBoth(other -> gather(List.of(other)));
    }

    private interface Wait {
        void on(Task<?> other);
    }

    private void cancelBoth(Wait wait) {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            Task<?> other = loop.spawn(() -> await(Mono.never()));
            Task<Void> waiter =
                    loop.spawn(() -> {
                        try {
                            wait.on(other);
                        } finally {
                            checkpoint();
                            await(Mono.just(1).hide());
                            trail.add("cleaned up");
                        }
                    });
            checkpoint();

            other.cancel("the source");
            waiter.cancel("the waiter");

            assertThatThrownBy(() -> await(waiter))
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("the waiter");
            assertThat(waiter.isCancelled()).isTrue();
        });
        trail.assertIs("cleaned up");
    }
}
