package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heddle.testing.VirtualTimeLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TaskGroupTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Trail trail = new Trail();
    private final IOException failure = new IOException("a child's failure");

    private Void fail() throws IOException {
        throw failure;
    }

    private void failAfter(Duration time) throws IOException {
        sleep(time);
        throw failure;
    }

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
    void joinWaitsForAllChildren() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                var one = group.spawn(() -> "one");
                var two =
                        group.spawn(() -> {
                            sleep(HOUR);
                            return "two";
                        });
                group.join();
                assertThat(List.of(await(one), await(two))).containsExactly("one", "two");
            }
        });
    }

    @Test
    void groupWithoutChildrenJoinsAtOnce() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.join();
                group.join();
            }
            checkpoint();
        });
    }

    @Test
    void childMaySpawnSiblingsWhileTheOwnerJoins() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> {
                    sleep(SECOND);
                    group.spawn(() -> {
                        sleep(HOUR);
                        trail.add("sibling");
                    });
                    trail.add("child");
                });
                group.join();
                trail.add("joined");
            }
        });

        trail.assertIs("child", "sibling", "joined");
    }

    @Test
    void failedChildCancelsSiblings() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> linger("one"));
                            group.spawn(() -> failAfter(MINUTE));
                            group.spawn(() -> linger("two"));
                            group.join();
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            trail.add("thrown");
            checkpoint();
        });

        trail.assertIs("one cleaned up", "two cleaned up", "thrown");
    }

    @Test
    void failedChildWakesTheOwnerWithThatFailure() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            linger("owner");
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("owner cleaned up");
    }

    @Test
    void failureOfAnAwaitedChildIsThrownOnceAndNotWithItself() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            await(group.spawn(this::fail));
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });
    }

    @Test
    void failureOfAGatheredChildIsThrownOnceAndNotWithItself() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            var tasks =
                                    List.of(
                                            group.spawn(() -> linger("sibling")),
                                            group.spawn(this::fail));
                            gather(tasks);
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("sibling cleaned up");
    }

    @Test
    void ownerThatHandledTheFailureMayGoOnToAwait() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                assertThat(catchThrowable(() -> await(group.spawn(this::fail)))).isSameAs(failure);
                sleep(HOUR);
                trail.add("went on");
            }
        });

        trail.assertIs("went on");
    }

    @Test
    void failureIsThrownByCloseThoughTheOwnerNeverAwaited() {
        VirtualTimeLoop.run(() -> {
            var group = TaskGroup.open();
            group.spawn(this::fail);
            checkpointWithoutMeetingRequests();
            assertThat(catchThrowable(group::close)).isSameAs(failure);
            checkpoint();
        });
    }

    /** Lets the others run, as a contended lock does. */
    @SuppressWarnings("ThreadPriorityCheck") // on Heddle's carrier a yield is a turn, not a hint
    private static void checkpointWithoutMeetingRequests() {
        Thread.yield();
    }

    @Test
    void furtherFailuresAreSuppressedOnes() {
        var further = new IllegalStateException("cleanup failed, too");
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            group.spawn(() -> {
                                try {
                                    sleep(HOUR);
                                } finally {
                                    throwIt(further);
                                }
                            });
                            group.join();
                        }
                    });
            assertThat(thrown).isSameAs(failure).hasSuppressedException(further);
        });
    }

    private static void throwIt(RuntimeException e) {
        throw e;
    }

    @Test
    void furtherFailureThatGatherSeesAsWellIsSuppressedOnce() {
        var further = new IllegalStateException("cleanup failed, too");
        VirtualTimeLoop.run(() -> {
            var _ =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            var failing = group.spawn(() -> failAfter(MINUTE));
                            var sibling =
                                    group.spawn(() -> {
                                        try {
                                            sleep(HOUR);
                                        } finally {
                                            throwIt(further);
                                        }
                                    });
                            gather(List.of(failing, sibling));
                        }
                    });
        });

        assertThat(failure.getSuppressed()).containsOnlyOnce(further);
    }

    @Test
    void childrenThatFailWithOneAndTheSameExceptionAreFine() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(this::fail);
                            group.spawn(this::fail);
                            group.join();
                        }
                    });
            assertThat(thrown).isSameAs(failure);
        });
    }

    @Test
    void failingBodyCancelsChildrenAndKeepsItsFailure() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> linger("child"));
                            sleep(MINUTE);
                            throw new IllegalStateException("body");
                        }
                    });
            assertThat(thrown).hasMessage("body");
            trail.add("thrown");
        });

        trail.assertIs("child cleaned up", "thrown");
    }

    @Test
    void bodyAndChildThatBothFailAreBothReported() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            try {
                                sleep(HOUR);
                            } catch (Exception _) {
                                throw new IllegalStateException("body");
                            }
                        }
                    });
            assertThat(thrown).hasMessage("body");
        });
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
    void cancellingTheOwnerWhileItJoinsCancelsTheChildren() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("one"));
                                    group.spawn(() -> linger("two"));
                                    group.join();
                                }
                            });
            sleep(MINUTE);
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner)).hasMessage("enough");
            assertThat(owner.isCancelled()).isTrue();
            trail.add("owner ended");
        });

        trail.assertIs("one cleaned up", "two cleaned up", "owner ended");
    }

    @Test
    void cancellingTheOwnerInTheBodyCancelsTheChildren() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("child"));
                                    sleep(HOUR);
                                }
                            });
            sleep(MINUTE);
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner)).hasMessage("enough");
            assertThat(owner.isCancelled()).isTrue();
        });

        trail.assertIs("child cleaned up");
    }

    @Test
    void cancellingTheOwnerWhileItClosesWaitsForTheChildrenAllTheSame() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> linger("child"));
                                    checkpoint();
                                    group.cancel();
                                }
                                trail.add("closed");
                                checkpoint();
                                trail.add("not here");
                            });
            checkpoint();
            checkpoint();
            sleep(SECOND.dividedBy(2));
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner)).hasMessage("enough");
        });

        trail.assertIs("child cleaned up", "closed");
    }

    @Test
    void childFailingWhileTheOwnerUnwindsIsNotLost() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> {
                                        try {
                                            sleep(HOUR);
                                        } finally {
                                            fail();
                                        }
                                    });
                                    group.join();
                                }
                            });
            checkpoint();
            checkpoint();
            owner.cancel("enough");
            assertThatThrownBy(() -> await(owner))
                    .hasMessage("enough")
                    .hasSuppressedException(failure);
            assertThat(owner.isCancelled()).isTrue();
        });
    }

    @Test
    void cancelledChildIsNoFailure() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                var one = group.spawn(() -> linger("one"));
                group.spawn(() -> {
                    sleep(MINUTE);
                    trail.add("two done");
                });
                checkpoint();
                one.cancel();
                group.join();
                assertThat(one.isCancelled()).isTrue();
            }
        });

        trail.assertIs("one cleaned up", "two done");
    }

    @Test
    void aGroupThatHasDoneItsWorkCanBeCancelled() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> linger("one"));
                group.spawn(() -> {
                    sleep(MINUTE);
                    group.cancel();
                });
                group.join();
                trail.add("joined");
            }
            checkpoint();
        });

        trail.assertIs("one cleaned up", "joined");
    }

    @Test
    void childSpawnedIntoACancelledGroupNeverRuns() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.cancel();
                var late = group.spawn(() -> trail.add("ran"));
                group.join();
                assertThat(late.isCancelled()).isTrue();
            }
        });

        trail.assertIsEmpty();
    }

    @Test
    void cleanupThatSpawnsASiblingDoesNotHoldUpTheClosing() {
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> {
                    try {
                        sleep(HOUR);
                    } finally {
                        var sibling = group.spawn(() -> trail.add("sibling ran"));
                        assertThat(catchThrowable(() -> await(sibling)))
                                .isInstanceOf(TaskCancelledException.class);
                        trail.add("cleaned up");
                    }
                });
                checkpoint();
                group.cancel();
                group.join();
            }
        });

        trail.assertIs("cleaned up");
    }

    @Test
    void outerGroupsFailureUnwindsTheInnerGroup() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var outer = TaskGroup.open()) {
                            outer.spawn(() -> failAfter(MINUTE));
                            try (var inner = TaskGroup.open()) {
                                inner.spawn(() -> linger("inner"));
                                inner.join();
                                trail.add("not here");
                            }
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("inner cleaned up");
    }

    @Test
    void innerGroupsFailureUnwindsTheOuterGroup() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var outer = TaskGroup.open()) {
                            outer.spawn(() -> linger("outer"));
                            checkpoint();
                            try (var inner = TaskGroup.open()) {
                                inner.spawn(this::fail);
                                inner.join();
                            }
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });

        trail.assertIs("outer cleaned up");
    }

    @Test
    void innerGroupsFailureCanBeHandledInTheOuterGroup() {
        VirtualTimeLoop.run(() -> {
            try (var outer = TaskGroup.open()) {
                outer.spawn(() -> linger("outer"));
                assertThat(
                                catchThrowable(() -> {
                                    try (var inner = TaskGroup.open()) {
                                        inner.spawn(this::fail);
                                        inner.join();
                                    }
                                }))
                        .isSameAs(failure);
                outer.join();
            }
        });

        trail.assertIs("outer was left alone", "outer cleaned up");
    }

    @Test
    void failureWhileTheOwnerIsInAJdkCallInterruptsIt() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            new LinkedBlockingQueue<String>().take();
                        }
                    });
            assertThat(thrown)
                    .isInstanceOf(InterruptedException.class)
                    .hasSuppressedException(failure);
            checkpoint();
        });
    }

    @Test
    void failureIsNotLostThoughTheOwnersCleanupEntersScopes() {
        VirtualTimeLoop.run(() -> {
            var thrown =
                    catchThrowable(() -> {
                        try (var group = TaskGroup.open()) {
                            group.spawn(() -> failAfter(MINUTE));
                            try {
                                new LinkedBlockingQueue<String>().take();
                            } catch (InterruptedException _) {
                                Async.timeout(HOUR, () -> sleep(SECOND));
                            }
                        }
                    });
            assertThat(thrown).isSameAs(failure);
            checkpoint();
        });
    }

    @Test
    void failureInTheTurnOfACancellationIsSuppressedInIt() {
        VirtualTimeLoop.run(() -> {
            var owner =
                    EventLoop.current()
                            .spawn(() -> {
                                try (var group = TaskGroup.open()) {
                                    group.spawn(() -> failAfter(MINUTE));
                                    await(Mono.never());
                                }
                            });
            checkpoint();
            checkpoint();
            var _ = EventLoop.current().schedule(() -> owner.cancel("enough"), MINUTE);
            assertThatThrownBy(() -> await(owner))
                    .hasMessage("enough")
                    .hasSuppressedException(failure);
        });
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
    void tenThousandChildrenCanBeCancelled() {
        VirtualTimeLoop.run(() -> {
            var children = new ArrayList<Task<Void>>();
            try (var group = TaskGroup.open()) {
                for (int i = 0; i < 10_000; i++) {
                    children.add(group.spawn(() -> sleep(HOUR)));
                }
                checkpoint();
                group.cancel();
                group.join();
            }
            assertThat(children).allMatch(Task::isCancelled);
        });
    }
}
