package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DeadlineExceededException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Subscribers and schedulers that refuse what they are told: each call is over all the same. */
@Timeout(60)
class RefusedHomesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ForEachPool
    void aSchedulerThatRefusesTheResultFailsItsCall(PoolKind kind) {
        var refuses =
                Schedulers.fromExecutor(_ -> {
                    throw new RejectedExecutionException("full");
                });
        try (var pool = kind.builder().size(1).deliverOn(refuses).open()) {
            assertThatThrownBy(() -> pool.submit(() -> 1).block(PATIENCE))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @ForEachPool
    void aSchedulerWithoutAClockHasDeadlines(PoolKind kind) {
        var noClock = Schedulers.fromExecutor(Runnable::run);
        try (var gate = new Gate();
                var pool =
                        kind.builder()
                                .size(1)
                                .deliverOn(noClock)
                                .deadline(Duration.ofMillis(50))
                                .open()) {
            assertThatThrownBy(() -> pool.submit(gate::pass).block(PATIENCE))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(pool.stats().queued()).isZero();
        }
    }

    @ForEachPool
    void aSubscriberThatThrowsEndsItsMap(PoolKind kind) throws Exception {
        var cancelled = new CountDownLatch(1);
        try (var pool = kind.open(1)) {
            pool.map((Integer n) -> n, Flux.range(0, 1_000_000).doOnCancel(cancelled::countDown))
                    .subscribe(new Thrower());
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static final class Thrower implements CoreSubscriber<Object> {
        @Override
        public void onSubscribe(Subscription s) {
            s.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object value) {
            throw new IllegalStateException("as it must not");
        }

        @Override
        public void onError(Throwable reason) {}

        @Override
        public void onComplete() {}
    }
}
