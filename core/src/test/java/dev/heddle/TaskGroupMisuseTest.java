package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TaskGroupMisuseTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();

    /** Sleeps for ever, and says when its cleanup, which awaits, is done. */
    private void linger(String name) {
        try {
            sleep(HOUR);
            trail.add(name + " was left alone");
        } finally {
            sleep(SECOND);
            trail.add(name + " cleaned up");
        }
    }

    @Test
    void forgottenJoinIsToldAndLeavesNoChildBehind() {
        VirtualTimeLoop.run(() -> {
            assertThatThrownBy(
                            () -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("one"));
                                    group.spawn(() -> linger("two"));
                                    checkpoint();
                                }
                            })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("2 children were still running")
                    .hasMessageContaining("Call join()");
            trail.add("thrown");
            checkpoint();
        });

        trail.assertIs("one cleaned up", "two cleaned up", "thrown");
    }

    @Test
    void spawnAfterCloseIsRefused() {
        VirtualTimeLoop.run(() -> {
            var group = TaskGroup.open();
            group.close();
            assertThatThrownBy(() -> group.spawn(() -> "late"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the task group is closed");
            assertThatThrownBy(group::join).isInstanceOf(IllegalStateException.class);
            group.close();
        });
    }

    @Test
    void joinAndCloseBelongToTheOwner() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                var child =
                        group.spawn(
                                "child",
                                () -> {
                                    for (Action misuse :
                                            List.<Action>of(group::join, group::close)) {
                                        assertThatThrownBy(misuse::run)
                                                .isInstanceOf(WrongThreadException.class)
                                                .hasMessageContaining(
                                                        "belongs to the group's owner, main");
                                    }
                                    return true;
                                });
                assertThat(await(child)).isTrue();
            }
        });
    }

    @Test
    void anotherLoopOrThreadMayNotSpawn() {
        var opened = new CompletableFuture<TaskGroup>();
        try (var virtual = VirtualTimeLoop.open()) {
            virtual.loop()
                    .spawn(() -> {
                        try (var group = TaskGroup.open()) {
                            opened.complete(group);
                            await(Mono.never());
                        }
                    });
            var group = opened.join();
            assertThatThrownBy(() -> group.spawn(() -> "foreign"))
                    .isInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("belongs to the tasks of virtual");
            EventLoop.run(() ->
                    assertThatThrownBy(() -> group.spawn(() -> "foreign"))
                            .isInstanceOf(WrongThreadException.class));
        }
    }

    @Test
    void openBelongsInATask() {
        assertThatThrownBy(TaskGroup::open)
                .isInstanceOf(WrongThreadException.class)
                .hasMessageContaining("a task group belongs in a task");
    }

    @Test
    void groupsClosedOutOfOrderLeaveNoChildAndNoScopeBehind() {
        VirtualTimeLoop.run(() -> {
            var outer = TaskGroup.open();
            var inner = TaskGroup.open();
            outer.spawn(() -> linger("outer"));
            inner.spawn(() -> linger("inner"));
            checkpoint();
            var _ = catchThrowable(outer::close);
            var _ = catchThrowable(inner::close);
            trail.add("closed");
            assertThatThrownBy(() -> Async.timeout(MINUTE, () -> sleep(HOUR)))
                    .isInstanceOf(DeadlineExceededException.class);
            checkpoint();
        });

        trail.assertIs("outer cleaned up", "inner cleaned up", "closed");
    }

    @Test
    void groupNobodyClosedLeavesNoChildBehindEither() {
        VirtualTimeLoop.run(() -> {
            var careless =
                    EventLoop.current()
                            .spawn(
                                    "careless",
                                    () -> {
                                        TaskGroup.open().spawn(() -> linger("child"));
                                        checkpoint();
                                        return "value";
                                    });
            assertThatThrownBy(() -> await(careless))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not closed");
            trail.add("ended");
        });

        trail.assertIs("child cleaned up", "ended");
    }

    @Test
    void closingAnOuterGroupFirstEndsTheChildrenOfTheInnerOne() {
        VirtualTimeLoop.run(() -> {
            var outer = TaskGroup.open();
            var inner = TaskGroup.open();
            var child = inner.spawn("child", () -> sleep(Duration.ofDays(1)));
            assertThatThrownBy(outer::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was not closed");
            assertThat(child.isCancelled()).isTrue();
        });
    }
}
