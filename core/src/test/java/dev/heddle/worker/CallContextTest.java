package dev.heddle.worker;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** What a work sees of its caller, and what it leaves behind. */
class CallContextTest {
    private static final String MDC_KEY = "cp.slf4j";

    @AfterEach
    void unregister() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(MDC_KEY);
        MDC.clear();
    }

    private static void registerMdc() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
    }

    private static String request() {
        return String.valueOf(MDC.get("request"));
    }

    // --- thread locals ----------------------------------------------------------------------

    @ForEachPool
    void theMdcOfATaskReachesItsWork(PoolKind kind) {
        registerMdc();
        try (var pool = kind.open(1)) {
            EventLoop.run(() -> {
                MDC.put("request", "1");
                assertThat(await(pool.submit(CallContextTest::request))).isEqualTo("1");
            });
            assertThat(pool.submit(CallContextTest::request).block()).isEqualTo("null");
        }
    }

    @ForEachPool
    void whatAWorkPutsThereIsGoneInTheNext(PoolKind kind) {
        registerMdc();
        try (var pool = kind.open(1)) {
            Mono<String> writes =
                    pool.submit(() -> {
                        String before = request();
                        MDC.put("request", "mine");
                        return before;
                    });
            assertThat(writes.block()).isEqualTo("null");
            assertThat(writes.block()).isEqualTo("null");
            MDC.put("request", "1");
            assertThat(writes.block()).isEqualTo("1");
            MDC.clear();
            assertThat(writes.block()).isEqualTo("null");
        }
    }

    @ForEachPool
    void unregisteredItStaysWhereItIs(PoolKind kind) {
        try (var pool = kind.open(1)) {
            MDC.put("request", "1");
            assertThat(pool.submit(CallContextTest::request).block()).isEqualTo("null");
        }
    }

    // --- Reactor's context ------------------------------------------------------------------

    @ForEachPool
    void theReactorContextIsThatOfTheSubscriber(PoolKind kind) {
        try (var pool = kind.open(1)) {
            Mono<String> reads =
                    pool.submit(() -> WorkerPool.context().getOrDefault("key", "none"));
            assertThat(reads.contextWrite(Context.of("key", "value")).block()).isEqualTo("value");
            assertThat(reads.block()).isEqualTo("none");
            var inATask = EventLoop.run(() -> await(loopMono(reads)));
            assertThat(inATask).isEqualTo("value");
        }
        assertThat(WorkerPool.context().isEmpty()).isTrue();
    }

    private static Mono<String> loopMono(Mono<String> inner) {
        return EventLoop.current()
                .mono(() -> await(inner))
                .contextWrite(Context.of("key", "value"));
    }

    // --- scoped values ----------------------------------------------------------------------

    private static final class Holder {
        private static final ScopedValue<String> USER = ScopedValue.newInstance();
        static final ScopedValue<String> TENANT = ScopedValue.newInstance();
    }

    private static String userAndTenant() {
        return bound(Holder.USER) + " of " + bound(Holder.TENANT);
    }

    private static String bound(ScopedValue<String> value) {
        return value.isBound() ? String.valueOf(value.get()) : "unbound";
    }

    @ForEachPool
    void scopedValuesOfAHolderFlow(PoolKind kind) throws Exception {
        try (var pool = kind.builder().size(1).propagate(Holder.class).open()) {
            Mono<String> reads = pool.submit(CallContextTest::userAndTenant);
            ScopedValue.CallableOp<String, RuntimeException> call = reads::block;
            assertThat(ScopedValue.where(Holder.USER, "ada").where(Holder.TENANT, "x").call(call))
                    .isEqualTo("ada of x");
            assertThat(ScopedValue.where(Holder.TENANT, "y").call(call)).isEqualTo("unbound of y");
            assertThat(ScopedValue.where(Holder.USER, null).call(call))
                    .isEqualTo("null of unbound");
            assertThat(reads.block()).isEqualTo("unbound of unbound");
            var inATask =
                    ScopedValue.where(Holder.USER, "bob")
                            .call(() -> EventLoop.run(() -> await(reads)));
            assertThat(inATask).isEqualTo("bob of unbound");
        }
    }

    @ForEachPool
    void scopedValuesOfNoHolderDoNot(PoolKind kind) {
        try (var pool = kind.open(1)) {
            Mono<String> reads = pool.submit(CallContextTest::userAndTenant);
            assertThat(ScopedValue.where(Holder.USER, "ada").call(() -> reads.block()))
                    .isEqualTo("unbound of unbound");
        }
    }

    private static final class Unset {
        @SuppressWarnings("UnusedVariable") // read by reflection
        static final ScopedValue<String> NONE = null;
    }

    @Test
    void aHolderThatHoldsNothingIsRefused() {
        assertThatThrownBy(() -> WorkerPool.ofThreads().propagate(String.class).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "propagate(java.lang.String.class): it has no static ScopedValue field");
        assertThatThrownBy(() -> WorkerPool.ofThreads().propagate(Unset.class).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("NONE is null");
    }
}
