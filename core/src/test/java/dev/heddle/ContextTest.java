package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.testing.VirtualTimeLoop;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

class ContextTest {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();
    private static final String MDC_KEY = "cp.slf4j";

    @AfterEach
    void unregister() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(MDC_KEY);
        MDC.clear();
    }

    private static void registerMdc() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
    }

    private static Mono<String> reactorValue() {
        return Mono.deferContextual(context -> Mono.just(context.getOrDefault("key", "none")));
    }

    // --- scoped values ----------------------------------------------------------------------

    @Test
    void scopedValuesFlowFromTheSpawnerToTheTask() {
        VirtualTimeLoop.run(() -> {
            var task = ScopedValue.where(USER, "ada").call(ContextTest::spawnUser);
            assertThat(USER.isBound()).isFalse();
            assertThat(await(task)).isEqualTo("ada");
        });
    }

    private static Task<String> spawnUser() {
        return EventLoop.current()
                .spawn(() -> {
                    checkpoint();
                    return USER.orElse("nobody");
                });
    }

    @Test
    void scopedValuesFlowIntoEventLoopRunAndFromForeignThreads() {
        String inRun = ScopedValue.where(USER, "ada").call(() -> EventLoop.run(() -> USER.get()));
        assertThat(inRun).isEqualTo("ada");

        try (var loop = EventLoop.open()) {
            var task = ScopedValue.where(USER, "bob").call(() -> loop.spawn(() -> USER.get()));
            assertThat(task.mono().block()).isEqualTo("bob");
        }
    }

    @Test
    void scopedValuesFlowIntoChildrenAndBatches() {
        VirtualTimeLoop.run(() ->
                ScopedValue.where(USER, "ada")
                        .run(() -> {
                            try (var group = TaskGroup.open()) {
                                assertThat(await(group.spawn(() -> USER.get()))).isEqualTo("ada");
                            }
                            List<Callable<String>> bodies = List.of(USER::get, USER::get);
                            assertThat(gather(1, bodies)).containsOnly("ada");
                            assertThat(await(EventLoop.current().mono(USER::get))).isEqualTo("ada");
                        }));
    }

    @Test
    void tasksDoNotSeeEachOthersScopedValues() {
        VirtualTimeLoop.run(() -> {
            var tasks = new ArrayList<Task<String>>();
            for (String user : List.of("ada", "bob")) {
                tasks.add(ScopedValue.where(USER, user).call(ContextTest::spawnUser));
            }
            tasks.add(spawnUser());
            assertThat(gather(tasks)).containsExactly("ada", "bob", "nobody");
        });
    }

    // --- Reactor's context ------------------------------------------------------------------

    @Test
    void subscribersContextReachesWhatTheTaskAwaits() {
        VirtualTimeLoop.run(() -> {
            var mono = EventLoop.current().mono(() -> await(reactorValue()));
            assertThat(await(mono.contextWrite(Context.of("key", "value")))).isEqualTo("value");
            assertThat(await(mono)).isEqualTo("none");
        });
    }

    @Test
    void subscribersContextReachesTheTasksChildrenAndBatches() {
        VirtualTimeLoop.run(() -> {
            var loop = EventLoop.current();
            Callable<List<String>> body =
                    () -> {
                        var child = loop.spawn(() -> await(reactorValue()));
                        var results = new ArrayList<String>();
                        results.add(await(child));
                        results.addAll(gather(List.of(reactorValue())));
                        results.add(await(loop.mono(() -> await(reactorValue()))));
                        return results;
                    };
            var mono = loop.mono(body).contextWrite(Context.of("key", "value"));
            assertThat(await(mono)).containsExactly("value", "value", "value");
        });
    }

    // --- thread locals, such as the MDC -----------------------------------------------------

    @Test
    void mdcFlowsFromTheSpawnerToTheTaskAndNotBack() {
        registerMdc();
        VirtualTimeLoop.run(() -> {
            MDC.put("request", "1");
            var task =
                    EventLoop.current()
                            .spawn(() -> {
                                checkpoint();
                                String inherited = MDC.get("request");
                                MDC.put("request", "2");
                                return inherited;
                            });
            MDC.put("request", "changed later");
            assertThat(await(task)).isEqualTo("1");
            assertThat(MDC.get("request")).isEqualTo("changed later");
        });
    }

    @Test
    void tasksKeepTheirOwnMdcAcrossAwaits() {
        registerMdc();
        VirtualTimeLoop.run(() -> {
            var tasks = new ArrayList<Task<String>>();
            for (String request : List.of("1", "2", "3")) {
                tasks.add(
                        EventLoop.current()
                                .spawn(() -> {
                                    MDC.put("request", request);
                                    sleep(Duration.ofHours(1));
                                    await(Mono.just(1).hide());
                                    return MDC.get("request");
                                }));
            }
            assertThat(gather(tasks)).containsExactly("1", "2", "3");
            assertThat(MDC.get("request")).isNull();
        });
    }

    @Test
    void mdcOfTheTaskReachesWhatItAwaits() {
        registerMdc();
        VirtualTimeLoop.run(() -> {
            MDC.put("request", "1");
            var seen =
                    await(
                            Mono.deferContextual(context ->
                                    Mono.just(context.<Map<String, String>>get(MDC_KEY))));
            assertThat(seen).containsEntry("request", "1");
        });
    }

    @Test
    void mdcOfTheSubscriberReachesTheTaskAndWhatItAwaits() {
        registerMdc();
        try (var loop = EventLoop.open()) {
            MDC.put("request", "1");
            var mono =
                    loop.mono(
                            () -> MDC.get("request") + await(loop.mono(() -> MDC.get("request"))));
            assertThat(mono.block()).isEqualTo("11");
            var written = mono.contextWrite(Context.of(MDC_KEY, Map.of("request", "2")));
            assertThat(written.block()).isEqualTo("22");
        }
    }

    @Test
    void withNothingRegisteredTheMdcStaysWhereItIs() {
        VirtualTimeLoop.run(() -> {
            MDC.put("request", "1");
            var task = EventLoop.current().spawn(() -> MDC.get("request"));
            assertThat(await(task)).isNull();
        });
    }

    @Test
    void contextReachesASourceThatIsSubscribedToOnAnotherThread() {
        try (var loop = EventLoop.open()) {
            Mono<String> elsewhere =
                    Mono.<String>deferContextual(
                                    context -> Mono.just(context.getOrDefault("key", "lost")))
                            .subscribeOn(Schedulers.boundedElastic());
            var seen = loop.mono(() -> await(elsewhere)).contextWrite(Context.of("key", "value"));
            assertThat(seen.block()).isEqualTo("value");
        }
    }
}
