package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the part of docs/from-python.md on locks, queues and their like. */
@Timeout(60)
class PythonGuideLocksTest {
    @Test
    void lockedUpdateAroundAWaitIsNotLost() {
        var account = new PythonGuideLocks.Account();
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                for (int i = 0; i < 10; i++) {
                    group.spawn(() -> account.add(5));
                }
                group.join();
            }
        });
        assertThat(account.balance()).isEqualTo(50);
    }

    @Test
    void cancelledTaskStopsWaitingForTheLock() {
        var account = new PythonGuideLocks.Account();
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            var holder = loop.spawn(() -> account.add(5));
            var waiter = loop.spawn(() -> account.add(5));
            checkpoint();
            waiter.cancel();
            checkpoint();
            assertThat(waiter.isCancelled()).isTrue();
            assertThat(holder.isDone()).isFalse();
            await(holder);
        });
        assertThat(account.balance()).isEqualTo(5);
    }

    @Test
    void eventIsWaitedForUntilItIsSet() {
        assertThat(VirtualTimeLoop.run(PythonGuideLocks::event)).containsExactly("set", "went on");
    }

    @Test
    void letterWakesTheTaskThatWaitsForOne() {
        var mailbox = new PythonGuideLocks.Mailbox();
        VirtualTimeLoop.run(() -> {
            var reader = EventLoop.current().spawn(mailbox::take);
            checkpoint();
            mailbox.put("letter");
            assertThat(await(reader)).isEqualTo("letter");
        });
    }

    @Test
    void semaphoreOfTwoLetsFourFetchesTakeTwoTurns() {
        var atMostTwo = new Semaphore(2);
        try (var virtual = VirtualTimeLoop.open()) {
            virtual.loop()
                    .spawn(() -> {
                        try (var group = TaskGroup.open()) {
                            for (int i = 0; i < 4; i++) {
                                group.spawn(() -> PythonGuideLocks.politely(atMostTwo, "a"));
                            }
                            group.join();
                        }
                    })
                    .mono()
                    .block();
            assertThat(virtual.elapsed()).isEqualTo(Duration.ofMillis(20));
        }
    }

    @Test
    void consumersFinishWhatWasProduced() {
        var urls = IntStream.range(0, 40).mapToObj(i -> "u" + i).toList();
        List<String> bodies = VirtualTimeLoop.run(() -> PythonGuideLocks.produceAndConsume(urls));
        assertThat(bodies)
                .containsExactlyInAnyOrderElementsOf(
                        urls.stream().map(url -> "body of " + url).toList());
    }

    @Test
    void nobodyGoesOnBeforeAllHaveCome() {
        var barrier = new CyclicBarrier(2);
        var trail = new ArrayList<String>();
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> PythonGuideLocks.meet(barrier, trail));
                group.spawn(() -> PythonGuideLocks.meet(barrier, trail));
                group.join();
            }
        });
        assertThat(trail).containsExactly("came", "came", "went on", "went on");
    }
}
