package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SchedulerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    @ForEachTransport
    void callbacksOfAnyThreadRunOnTheLoop(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var where = new CompletableFuture<EventLoop>();
            loop.execute(() -> where.complete(EventLoop.current()));
            assertThat(where.join()).isSameAs(loop);
        }
    }

    @Test
    void callbacksRunInOrder() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            for (String name : new String[] {"a", "b", "c"}) {
                loop.execute(() -> trail.add(name));
            }
            sleep(HOUR);
        });

        trail.assertIs("a", "b", "c");
    }

    @Test
    void scheduledCallbackRunsInItsTimeUnlessDisposed() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var _ = loop.schedule(() -> trail.add("2 h"), HOUR.plus(HOUR));
            var _ = loop.schedule(() -> trail.add("1 h"), HOUR);
            loop.schedule(() -> trail.add("disposed"), HOUR).dispose();
            var _ = loop.schedule(() -> trail.add("at once"), HOUR.negated());
            var _ = loop.schedule(() -> trail.add("never"), Duration.ofSeconds(Long.MAX_VALUE));
            sleep(Duration.ofDays(1));
        });

        trail.assertIs("at once", "1 h", "2 h");
    }

    @Test
    void reactorsOperatorsFollowTheLoopsClock() {
        VirtualTimeLoop.run(() -> {
            var scheduler = EventLoop.current().scheduler();
            long before = scheduler.now(TimeUnit.HOURS);
            assertThat(await(Mono.delay(HOUR, scheduler))).isZero();
            assertThat(scheduler.now(TimeUnit.HOURS) - before).isEqualTo(1);
            assertThat(await(Flux.interval(HOUR, scheduler).take(3).collectList()))
                    .containsExactly(0L, 1L, 2L);
            assertThat(scheduler.now(TimeUnit.HOURS) - before).isEqualTo(4);
        });
    }

    @Test
    void workersRunOnTheLoopInOrder() {
        VirtualTimeLoop.run(() -> {
            var worker = EventLoop.current().scheduler().createWorker();
            worker.schedule(() -> trail.add("a"));
            worker.schedule(() -> trail.add("c"), 1, TimeUnit.HOURS);
            worker.schedule(() -> trail.add("b"));
            sleep(HOUR.plus(HOUR));
            worker.schedule(() -> trail.add("disposed"), 1, TimeUnit.HOURS);
            worker.dispose();
            sleep(HOUR.plus(HOUR));
        });

        trail.assertIs("a", "b", "c");
    }

    @Test
    void disposingTheSchedulerDoesNothing() {
        VirtualTimeLoop.run(() -> {
            var scheduler = EventLoop.current().scheduler();
            scheduler.dispose();
            assertThat(await(Mono.just(1).publishOn(scheduler))).isEqualTo(1);
        });
    }

    @Test
    void publishOnBringsSignalsOfOtherThreadsToTheLoop() {
        try (var loop = EventLoop.open()) {
            var foreign = new AtomicInteger();
            Long sum =
                    Flux.range(1, 1000)
                            .publishOn(loop.scheduler())
                            .doOnNext(_ -> {
                                if (EventLoopImpl.currentOrNull() != loop) {
                                    foreign.incrementAndGet();
                                }
                            })
                            .reduce(0L, Long::sum)
                            .block();
            assertThat(sum).isEqualTo(500_500);
            assertThat(foreign).hasValue(0);
        }
    }

    @Test
    void afterCloseEverythingIsRefused() {
        var loop = EventLoop.builder().name("gone").open();
        loop.close();

        assertRefused(() -> loop.execute(() -> trail.add("ran")));
        assertRefused(() -> loop.schedule(() -> trail.add("ran"), HOUR));
        assertRefused(() -> loop.spawn(() -> trail.add("ran")));
        assertRefused(() -> loop.spawn("named", () -> 1));
        assertThatThrownBy(() -> loop.scheduler().schedule(() -> trail.add("ran")))
                .isInstanceOf(RejectedExecutionException.class);
        trail.assertIsEmpty();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the event loop gone is closed");
    }
}
