package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DeadlineExceededException;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    void aSchedulerThatThrowsWhateverItLikesFailsItsCall(PoolKind kind) {
        var throwing =
                Schedulers.fromExecutor(_ -> {
                    throw new IllegalStateException("broken");
                });
        try (var pool = kind.builder().size(1).deliverOn(throwing).open()) {
            assertThatThrownBy(() -> pool.submit(() -> 1).block(PATIENCE))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> pool.submit(() -> 2).block(PATIENCE))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @ForEachPool
    void aSchedulerThatRefusesFailsItsMap(PoolKind kind) {
        for (int taken = 0; taken < 2; taken++) {
            var left = new AtomicInteger(taken);
            var worked = new AtomicInteger();
            var refuses =
                    Schedulers.fromExecutor(step -> {
                        if (left.getAndDecrement() <= 0) {
                            throw new RejectedExecutionException("full");
                        }
                        step.run();
                    });
            try (var pool = kind.builder().size(1).deliverOn(refuses).open()) {
                var sums = pool.map((Integer n) -> worked.addAndGet(n), Flux.just(1));
                assertThatThrownBy(() -> sums.blockLast(PATIENCE))
                        .as("after %d steps", taken)
                        .isInstanceOf(RejectedExecutionException.class);
            }
            assertThat(worked).as("after %d steps", taken).hasValueLessThanOrEqualTo(1);
        }
    }

    @ForEachPool
    void aCallThatCannotHaveItsDeadlineFailsAndIsCountedOut(PoolKind kind) {
        var loop = new DefaultEventExecutor();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        try (var pool = kind.builder().size(1).deadline(PATIENCE).open()) {
            var refused = new CompletableFuture<Throwable>();
            var before = ThreadExecutorMap.currentExecutor();
            assertThat(before).isNull();
            ThreadExecutorMap.apply(
                            (Runnable)
                                    () ->
                                            pool.submit(() -> 1)
                                                    .subscribe(_ -> {}, refused::complete),
                            loop)
                    .run();
            assertThat(refused.join()).isInstanceOf(RejectedExecutionException.class);
            assertThat(pool.stats().queued()).isZero();
            pool.drain().block(PATIENCE);
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
