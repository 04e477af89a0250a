package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CloseTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();
    private final LogOf log = new LogOf(EventLoop.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    /** Enough for any machine: what is tested is that it is not needed. */
    private static EventLoop.Builder patient() {
        return EventLoop.builder().closeGrace(Duration.ofMinutes(10));
    }

    @ForEachTransport
    void tenThousandParkedTasksRunTheirFinallyBlocks(Transport transport) throws Exception {
        var parked = new CountDownLatch(10_000);
        var cleanedUp = new AtomicInteger();
        try (var loop = patient().transport(transport).open()) {
            for (int i = 0; i < 10_000; i++) {
                var wait = waits().get(i % waits().size());
                loop.spawn(() -> {
                    try {
                        parked.countDown();
                        wait.run();
                    } finally {
                        checkpoint();
                        await(Mono.just(1).hide());
                        cleanedUp.incrementAndGet();
                    }
                });
            }
            parked.await();
        }

        assertThat(cleanedUp).hasValue(10_000);
        log.assertIsEmpty();
    }

    @Test
    void closingIsHarmlessWhateverTheOtherCloserIsDoing() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 500; round++) {
                var loop = EventLoop.open();
                var other = threads.submit(loop::close);
                var another = threads.submit(loop::close);
                other.get();
                another.get();
            }
        }
    }

    private static List<Action> waits() {
        return List.of(
                () -> sleep(HOUR),
                () -> await(Mono.never()),
                () -> await(new CompletableFuture<String>()),
                () -> new LinkedBlockingQueue<String>().take(),
                () -> new Semaphore(0).acquire(),
                () -> Async.timeout(HOUR, () -> sleep(HOUR)),
                () -> gather(() -> await(Mono.never()), () -> await(Mono.never())),
                () -> Thread.sleep(HOUR));
    }

    @Test
    void tasksThatDoNotEndAreNamedWithTheirStacks() {
        try (var virtual = VirtualTimeLoop.open()) {
            var parked = new CountDownLatch(2);
            for (String name : List.of("stubborn", "obstinate")) {
                virtual.loop().spawn(name, () -> resist(parked));
            }
            join(parked);
        }

        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith(
                        "virtual closed, but 2 of its tasks did not end within 5 s of being cancelled:")
                .contains("stubborn[", "obstinate[", "created at ", "CloseTest.java")
                .contains("dev.heddle.CloseTest.resist");
    }

    private Void resist(CountDownLatch parked) {
        try {
            parked.countDown();
            await(Mono.never());
        } catch (TaskCancelledException _) {
            await(Mono.never());
        }
        return null;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void ofManySurvivorsTheFirstAreNamedAndTheOthersCounted() {
        try (var virtual = VirtualTimeLoop.open()) {
            var parked = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                virtual.loop().spawn("stubborn", () -> resist(parked));
            }
            join(parked);
        }

        assertThat(log.lines()).singleElement().asString().contains("but 100 of", "and 80 more");
    }

    @Test
    void survivorsAreAskedOnceMoreAndUnwind() throws Exception {
        var unwound = new CountDownLatch(1);
        try (var virtual = VirtualTimeLoop.open()) {
            var parked = new CountDownLatch(1);
            virtual.loop()
                    .spawn(() -> {
                        try {
                            resist(parked);
                        } finally {
                            unwound.countDown();
                        }
                    });
            join(parked);
        }

        unwound.await();
    }

    @Test
    void cleanupMaySleepAwaitAndSpawn() {
        try (var virtual = VirtualTimeLoop.open()) {
            var parked = new CountDownLatch(1);
            var loop = virtual.loop();
            loop.spawn(() -> {
                try {
                    parked.countDown();
                    await(Mono.never());
                } finally {
                    sleep(SECOND);
                    gather(() -> Trail.class, () -> await(loop.mono(() -> 1)));
                    try (var group = TaskGroup.open()) {
                        group.spawn(() -> trail.add("child of a cleanup"));
                        group.join();
                    }
                    await(Mono.delay(SECOND, loop.scheduler()));
                    trail.add("cleaned up");
                }
            });
            join(parked);
        }

        trail.assertIs("child of a cleanup", "cleaned up");
        log.assertIsEmpty();
    }

    @ForEachTransport
    void taskSpawnedJustBeforeCloseNeverRuns(Transport transport) throws Exception {
        var loop = patient().transport(transport).open();
        var held = new HeldLoop(loop);
        var closer = Thread.ofPlatform().start(loop::close);
        while (closer.getState() == Thread.State.RUNNABLE
                || closer.getState() == Thread.State.NEW) {
            Thread.onSpinWait();
        }
        var late = loop.spawn(() -> trail.add("ran"));
        held.letGo();
        closer.join();

        assertThat(late.isCancelled()).isTrue();
        trail.assertIsEmpty();
    }

    @ForEachTransport
    void closingTwiceAndFromManyThreadsIsHarmless(Transport transport) throws Exception {
        var loop = patient().transport(transport).open();
        loop.spawn(() -> {
            try {
                sleep(HOUR);
            } finally {
                checkpoint();
                trail.add("cleaned up");
            }
        });
        loop.spawn(() -> 1).mono().block();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var closings =
                    IntStream.range(0, 8).mapToObj(_ -> threads.submit(loop::close)).toList();
            for (var closing : closings) {
                closing.get();
            }
        }
        loop.close();

        trail.assertIs("cleaned up");
    }

    @Test
    void closeInATaskReturnsAtOnceAndCancelsThatTaskToo() {
        try (var loop = patient().open()) {
            var task =
                    loop.spawn(() -> {
                        EventLoop.current().close();
                        trail.add("close has returned");
                        checkpoint();
                        trail.add("not here");
                    });
            assertThatThrownBy(() -> task.mono().block()).hasMessage("the event loop is closing");
        }

        trail.assertIs("close has returned");
    }

    @Test
    void closeInACallbackReturnsAtOnce() {
        try (var loop = patient().open()) {
            var returned = new CompletableFuture<Void>();
            loop.execute(() -> {
                EventLoop.current().close();
                returned.complete(null);
            });
            returned.join();
        }
    }

    @Test
    void interruptedCloserGoesOnToCloseAndStaysInterrupted() {
        var loop = patient().open();
        loop.spawn(() -> sleep(HOUR));
        Thread.currentThread().interrupt();
        loop.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> loop.spawn(() -> 1))
                .isInstanceOf(java.util.concurrent.RejectedExecutionException.class);
    }

    @ForEachTransport
    void threadsThatWakeAfterCloseStillUnwind(Transport transport) throws Exception {
        int count = 1_000;
        var release = new CountDownLatch(1);
        var parked = new CountDownLatch(count);
        var unwound = new CountDownLatch(count);
        try (var loop = patient().transport(transport).open()) {
            loop.spawn(
                            () -> {
                                for (int i = 0; i < count; i++) {
                                    Thread.startVirtualThread(() -> {
                                        parked.countDown();
                                        join(release);
                                        checkpoint();
                                        unwound.countDown();
                                    });
                                }
                            })
                    .mono()
                    .block();
            parked.await();
        }
        release.countDown();
        unwound.await();
    }

    @Test
    void threadsThatWakeAfterCloseOneByOneStillUnwind() throws Exception {
        var queue = new LinkedBlockingQueue<String>();
        var seen = new LinkedBlockingQueue<String>();
        try (var loop = patient().open()) {
            loop.spawn(() -> Thread.startVirtualThread(() -> echo(queue, seen))).mono().block();
        }
        for (int i = 0; i < 100; i++) {
            queue.put("message " + i);
            assertThat(seen.take()).isEqualTo("message " + i);
        }
    }

    private static void echo(LinkedBlockingQueue<String> in, LinkedBlockingQueue<String> out) {
        try {
            for (int i = 0; i < 100; i++) {
                out.put(in.take());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void timersOfAClosedLoopAreRefusedToStragglers() throws Exception {
        var release = new CountDownLatch(1);
        var outcome = new CompletableFuture<Throwable>();
        try (var loop = EventLoop.builder().name("gone").open()) {
            loop.spawn(() ->
                            Thread.startVirtualThread(() -> {
                                join(release);
                                outcome.complete(
                                        org.assertj.core.api.Assertions.catchThrowable(
                                                () -> sleep(SECOND)));
                            }))
                    .mono()
                    .block();
        }
        release.countDown();

        assertThat(outcome.get())
                .isInstanceOf(java.util.concurrent.RejectedExecutionException.class)
                .hasMessage("the event loop gone is closed");
    }

    @Test
    void graceMustNotBeNegative() {
        assertThatThrownBy(() -> EventLoop.builder().closeGrace(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
    }

    @Test
    void endlessGraceIsFine() {
        try (var loop = EventLoop.builder().closeGrace(Duration.ofSeconds(Long.MAX_VALUE)).open()) {
            loop.spawn(() -> sleep(HOUR));
        }
    }
}
