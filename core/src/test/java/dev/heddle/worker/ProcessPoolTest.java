package dev.heddle.worker;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.worker.Deeds.Line;
import dev.heddle.worker.Deeds.Order;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What a pool of processes does for calls that behave. */
@Timeout(60)
class ProcessPoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool =
                WorkerPool.ofProcesses()
                        .name("tests")
                        .size(2)
                        .maxHeap(128 << 20)
                        .allow(Order.class)
                        .propagate(Deeds.class)
                        .open();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void workRunsInAnotherProcess() {
        long pid = pool.submit(Deeds::pid, "").block(PATIENCE);

        assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(pool.workers()).extracting(ProcessPool.WorkerInfo::pid).contains(pid);
    }

    @Test
    void taskAwaitsItsResultOnItsLoop() {
        var square =
                EventLoop.run(() -> {
                    var loop = EventLoop.current();
                    int result = await(pool.submit(Deeds::square, 12));
                    assertThat(EventLoop.current()).isSameAs(loop);
                    return result;
                });

        assertThat(square).isEqualTo(144);
    }

    @Test
    void operatorsRunOnTheLoopThatAsked() {
        EventLoop.run(() -> {
            var loop = EventLoop.current();
            var there = await(pool.submit(Deeds::square, 3).map(_ -> EventLoop.current() == loop));
            assertThat(there).isTrue();
        });
    }

    record Unreadable(int number) implements Work<Integer, Integer> {
        @Override
        public int number() {
            throw new IllegalStateException("no number");
        }

        @Override
        public Integer apply(Integer input) {
            return input;
        }
    }

    @Test
    void workThatCannotBeReadFailsItsCallAndNothingElse() {
        try (var one = WorkerPool.ofProcesses().size(1).spares(0).open()) {
            assertThat(one.submit(Deeds::square, 3).block(PATIENCE)).isEqualTo(9);

            assertThatThrownBy(() -> one.submit(new Unreadable(1), 1).block(PATIENCE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Unreadable")
                    .hasMessageContaining("no number");

            assertThat(one.submit(Deeds::square, 3).block(PATIENCE)).isEqualTo(9);
        }
    }

    @Test
    void initializerInputThatCannotTravelIsRefusedWhenThePoolIsOpened() {
        var builder =
                WorkerPool.ofProcesses().initializer((Thread it) -> 1, Thread.currentThread());

        assertThatThrownBy(builder::open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initializer")
                .hasMessageContaining("Thread");
    }

    @Test
    void arraysLargeAndSmallComeBackWhole() {
        for (int size : List.of(0, 1, 1_000, 1_000_000)) {
            double[] values = IntStream.range(0, size).asDoubleStream().toArray();
            double[] doubled = pool.submit(Deeds::doubled, values).block(PATIENCE);
            assertThat(doubled).isEqualTo(Arrays.stream(values).map(v -> 2 * v).toArray());
        }
    }

    @Test
    void allowedRecordsTravelWithWhatTheyAreMadeOf() {
        var order = new Order("tea", 2, List.of(new Line("loose"), new Line("green")));

        assertThat(pool.submit(Deeds::restock, order).block(PATIENCE))
                .isEqualTo(new Order("tea", 3, order.lines()));
    }

    @Test
    void inputOfATypeThatIsNotAllowedIsRefusedByName() {
        Work<Deeds.Secret, String> tell = Deeds.Secret::text;

        assertThatThrownBy(() -> pool.submit(tell, new Deeds.Secret("s")).block(PATIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Deeds$Secret")
                .hasMessageContaining("allow");
    }

    @Test
    void capturingLambdaIsRefusedWhereItIsSubmitted() {
        int captured = Integer.parseInt("7");

        assertThatThrownBy(() -> pool.submit(n -> n + captured, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("captured")
                .hasMessageContaining("Integer 7");
    }

    @Test
    void failureKeepsItsTypeAndTheStackOfBothSides() {
        EventLoop.run(() -> {
            assertThatThrownBy(() -> await(pool.submit(Deeds::refuse, "not today")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("not today")
                    .satisfies(e -> {
                        assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("refuse");
                        assertThat(Arrays.toString(e.getStackTrace())).contains("tests-");
                        assertThat(e.getSuppressed()[0]).hasMessageContaining("awaited in");
                    });
        });
    }

    @Test
    void manyCallsAreSpreadOverTheProcessesAndAllReturn() {
        var squares =
                EventLoop.run(() ->
                        gather(
                                IntStream.range(0, 2_000)
                                        .mapToObj(i -> pool.submit(Deeds::square, i))
                                        .toList()));

        assertThat(squares).isEqualTo(IntStream.range(0, 2_000).map(i -> i * i).boxed().toList());
    }

    @Test
    void noProcessIsForgottenBetweenTwoCalls() {
        EventLoop.run(() -> {
            for (int i = 0; i < 20_000; i++) {
                int n = i;
                assertThat(timeout(PATIENCE, () -> await(pool.submit(Deeds::square, n))))
                        .isEqualTo(n * n);
            }
        });
    }

    @Test
    void contextArrivesInTheOtherProcess() throws Exception {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        MDC.put("request", "r-17");
        try {
            assertThat(pool.submit(Deeds::mdc, "request").block(PATIENCE)).isEqualTo("r-17");
        } finally {
            MDC.clear();
            ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
        }
        assertThat(pool.submit(Deeds::mdc, "request").block(PATIENCE)).isEqualTo("null");
        assertThat(
                        pool.submit(Deeds::reactorContext, "user")
                                .contextWrite(context -> context.put("user", "ada"))
                                .block(PATIENCE))
                .isEqualTo("ada");
        String tenant =
                ScopedValue.where(Deeds.TENANT, "acme")
                        .call(() -> pool.submit(Deeds::tenant, 0).block(PATIENCE));
        assertThat(tenant).isEqualTo("acme");
        assertThat(pool.submit(Deeds::tenant, 0).block(PATIENCE)).isEqualTo("none");
    }

    @Test
    void processIsReplacedAfterItsShareOfCalls() {
        try (var brief = WorkerPool.ofProcesses().name("brief").size(1).recycleAfter(5).open()) {
            var pids = new HashSet<Long>();
            for (int i = 0; i < 12; i++) {
                pids.add(brief.submit(Deeds::pid, "").block(PATIENCE));
            }
            assertThat(pids).hasSizeGreaterThanOrEqualTo(2);
            assertThat(brief.stats().completed()).isEqualTo(12);
        }
    }

    @Test
    void initializerRunsBeforeTheFirstCall() {
        try (var warm =
                WorkerPool.ofProcesses()
                        .size(1)
                        .spares(0)
                        .initializer((String value) -> System.setProperty("warm", value), "yes")
                        .open()) {
            assertThat(warm.submit((String key) -> System.getProperty(key), "warm").block(PATIENCE))
                    .isEqualTo("yes");
        }
    }

    @Test
    void initializerThatExitsIsNamed() {
        try (var broken =
                WorkerPool.ofProcesses().size(1).spares(0).initializer(Deeds::exit, 3).open()) {
            assertThatThrownBy(() -> broken.submit(Deeds::square, 1).block(PATIENCE))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContainingAll("exit code 3", "initializer", "Deeds::exit");
        }
    }

    @Test
    void lambdaAsAResultIsToldThatOnlyDataTravels() {
        try (var pool = WorkerPool.ofProcesses().size(1).spares(0).open()) {
            assertThatThrownBy(() -> pool.submit(Deeds::code, 1).block(PATIENCE))
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("a lambda is code")
                    .hasMessageNotContaining("allow(");
        }
    }

    @Test
    void typesThatNeverTravelCannotBeAllowed() {
        var builder = WorkerPool.ofProcesses();
        assertThatThrownBy(() -> builder.allow(Thread.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread cannot be allowed");
    }

    @Test
    void poolWhoseProcessesCannotStartSaysWhy() {
        try (var broken =
                WorkerPool.ofProcesses().name("broken").jvmOptions("-XX:NoSuchOption").open()) {
            assertThatThrownBy(() -> broken.submit(Deeds::square, 1).block(PATIENCE))
                    .isInstanceOfSatisfying(
                            WorkerException.class,
                            e -> assertThat(e.kind()).isEqualTo(WorkerException.Kind.START_FAILED))
                    .hasMessageContaining("NoSuchOption");
        }
    }

    @Test
    void drainLetsCallsEndAndCloseLeavesNoProcess() {
        List<Long> pids;
        try (var brief = WorkerPool.ofProcesses().size(1).spares(1).open()) {
            var result = brief.submit(Deeds::square, 5).toFuture();
            brief.drain().block(PATIENCE);

            assertThat(result).succeedsWithin(PATIENCE).isEqualTo(25);
            assertThatThrownBy(() -> brief.submit(Deeds::square, 1).block(PATIENCE))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("drains");
            pids = brief.workers().stream().map(ProcessPool.WorkerInfo::pid).toList();
        }
        assertThat(pids).isNotEmpty();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }
}
