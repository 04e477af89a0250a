package dev.heddle.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Model.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tiny real trials; the machine may be as busy as it likes, so who is best is not asked. */
@Timeout(60)
class LabTest {
    private static final Effort TINY = new Effort(Duration.ofMillis(200), 2, 3);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** What a busy machine still does everything else in. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Workload WORK = new Workload("work", Kind.CPU, "nothing much");

    private final List<String> trail = Collections.synchronizedList(new ArrayList<>());

    @Test
    void absentModelIsNamedNotMeasured() throws InterruptedException {
        var result = run(Candidate.absent(model("numpy", Side.PYTHON), "no python3 on the PATH"));

        var numpy = result.models().getFirst();
        assertThat(numpy.available()).isFalse();
        assertThat(numpy.why()).isEqualTo("no python3 on the PATH");
    }

    @Test
    void whatIsFoundAbsentInItsFirstRoundIsNamedToo() throws InterruptedException {
        var result = run(failing("polars", () -> new AbsentException("no module polars")));

        assertThat(result.models().getFirst().why()).isEqualTo("no module polars");
    }

    @Test
    void oneThatFailsToOpenLeavesTheOthersTheirTrial() throws InterruptedException {
        var result =
                run(
                        new Candidate(
                                model("broken", Side.JAVA),
                                _ -> {
                                    throw new IllegalStateException("no such table");
                                }),
                        constant("plain", 42));

        assertThat(result.models().getFirst().why())
                .isEqualTo("failed: IllegalStateException: no such table");
        assertThat(result.models().getLast().available()).isTrue();
    }

    @Test
    void oneThatFailsInALaterRoundIsNotMeasured() throws InterruptedException {
        var rounds = new AtomicInteger();
        var result =
                run(
                        candidate(
                                "tired",
                                () -> {
                                    if (rounds.incrementAndGet() == 5) {
                                        throw new IOException("the peer has gone");
                                    }
                                    return Round.of(1);
                                }));

        assertThat(result.models().getFirst().available()).isFalse();
        assertThat(result.models().getFirst().why())
                .isEqualTo("failed: IOException: the peer has gone");
    }

    @Test
    void anErrorIsAFailureOfItsModelOnly() throws InterruptedException {
        var result =
                run(failing("greedy", () -> new OutOfMemoryError("heap")), constant("plain", 42));

        assertThat(result.models().getFirst().why()).isEqualTo("failed: OutOfMemoryError: heap");
        assertThat(result.models().getLast().available()).isTrue();
    }

    @Test
    void aRoundThatDoesNotEndIsInterruptedAndItsRunnerClosed() throws InterruptedException {
        var never = new CountDownLatch(1);
        var waiting =
                runner(() -> {
                    never.await();
                    return Round.of(1);
                });
        var result =
                run(
                        SHORT,
                        new Candidate(model("waiting", Side.JAVA), _ -> waiting),
                        constant("plain", 42));

        assertThat(result.models().getFirst().why()).isEqualTo("did not end within 2 s");
        assertThat(result.models().getLast().available()).isTrue();
        assertThat(trail).contains("closed");
    }

    @Test
    void aModelThatNeverGivesItsLoopBackLeavesTheOthersTheirs() throws InterruptedException {
        var over = new CountDownLatch(1);
        try {
            var result =
                    run(
                            SHORT,
                            new Candidate(
                                    model("hog", Side.HEDDLE),
                                    bench -> () -> Round.of(hold(bench, over))),
                            new Candidate(
                                    model("task", Side.HEDDLE),
                                    bench ->
                                            () ->
                                                    Round.of(
                                                            bench.loop()
                                                                    .mono(() -> 1)
                                                                    .blockOptional()
                                                                    .orElseThrow())));

            assertThat(result.models().getFirst().why()).isEqualTo("did not end within 2 s");
            assertThat(result.models().getLast().available()).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void interruptingTheLabClosesEveryRunner() throws InterruptedException {
        var inRound = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                run(
                                        new Candidate(
                                                model("waiting", Side.JAVA),
                                                _ ->
                                                        runner(() -> {
                                                            inRound.countDown();
                                                            never.await();
                                                            return Round.of(1);
                                                        })),
                                        new Candidate(
                                                model("other", Side.JAVA),
                                                _ -> runner(() -> Round.of(1))));
                            } catch (InterruptedException _) {
                                trail.add("interrupted");
                            }
                        });
        inRound.await();
        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(trail).endsWith("closed", "closed", "interrupted");
    }

    @Test
    void workOnTheLoopShowsHowLongItWasHeld() throws InterruptedException {
        var result =
                run(
                        new Candidate(
                                model("inline", Side.HEDDLE),
                                bench -> () -> Round.of(onLoop(bench, 30))));

        var lag = result.models().getFirst().figures().lag();
        assertThat(lag.maxMillis()).isGreaterThan(25);
        assertThat(lag.heldMillis()).isGreaterThan(25);
        assertThat(lag.strip()).hasSize(60).anyMatch(slice -> slice > 25);
    }

    @Test
    void oneThatGivesAnotherAnswerSaysSo() throws InterruptedException {
        var result = run(constant("a", 1), constant("b", 2), constant("c", 2));

        assertThat(result.models().getFirst().why()).isEqualTo("gave 1 where others gave 2");
        assertThat(result.models().getFirst().available()).isTrue();
        assertThat(result.best()).isNotEqualTo("a");
    }

    @Test
    void aDemonstrationHasNoVoteOnTheAnswer() throws InterruptedException {
        var result =
                run(
                        new Candidate(model("gil", Side.DEMONSTRATION), _ -> () -> Round.of(7)),
                        new Candidate(model("gil2", Side.DEMONSTRATION), _ -> () -> Round.of(7)),
                        constant("right", 8));

        assertThat(result.models())
                .extracting(ModelResult::why)
                .contains("gave 7 where others gave 8");
        assertThat(result.models().getLast().why()).isEmpty();
    }

    @Test
    void oneThatCannotMakeUpItsMindSaysSo() throws InterruptedException {
        var rounds = new AtomicInteger();
        var result =
                run(
                        constant("sure", 0),
                        candidate("racy", () -> Round.of(rounds.getAndIncrement())));

        assertThat(result.models().getLast().why()).startsWith("gave ");
        assertThat(result.best()).isNotEqualTo("racy");
    }

    @Test
    void whatAPeerMeasuredItselfStands() throws InterruptedException {
        var result =
                run(
                        candidate(
                                "peer",
                                () -> new Round(1, Duration.ofSeconds(7), Duration.ofSeconds(5))));

        var figures = result.models().getFirst().figures();
        assertThat(figures.millis()).isEqualTo(new Interval(7_000, 7_000, 7_000));
        assertThat(figures.cpuSeconds()).isEqualTo(5);
    }

    @Test
    void whatAProcessUsesCountsForTheModelThatStartedIt() throws InterruptedException {
        var result = run(withProcess("own", _ -> {}), constant("plain", 1));

        var own = result.models().getFirst().figures();
        var plain = result.models().getLast().figures();
        assertThat(own.allocatedBytes()).as("another process did the work").isEqualTo(-1);
        assertThat(own.peakMemoryBytes()).isGreaterThan(0);
        assertThat(plain.allocatedBytes()).isNotNegative();
    }

    @Test
    void aServerOfAllModelsCountsForNone() throws InterruptedException {
        var server = new AtomicReference<ProcessHandle>();
        var result = run(withProcess("first", server::set));

        assertThat(server.get()).isNotNull();
        assertThat(result.models().getFirst().figures().allocatedBytes()).isNotNegative();
    }

    @Test
    void whatARoundAllocatesIsCountedAndItsMemoryWeighed() throws InterruptedException {
        int size = 32 << 20;
        var result = run(candidate("greedy", () -> Round.of(new byte[size].length)));

        var figures = result.models().getFirst().figures();
        assertThat(figures.allocatedBytes()).isBetween((long) size, 2L * size);
        assertThat(figures.peakMemoryBytes()).isGreaterThanOrEqualTo(size);
    }

    /** The JDK's own figure would be 0 or 10 ms. */
    @Test
    void theCpuTimeOfAShortRoundIsToldFinerThanTheKernelsTicks() throws InterruptedException {
        var result =
                run(
                        candidate(
                                "spin",
                                () -> {
                                    work();
                                    return Round.of(1);
                                }));

        assertThat(result.models().getFirst().figures().cpuSeconds())
                .isGreaterThan(0.0001)
                .isNotEqualTo(0.01);
    }

    @Test
    void threadsThatWorkedAreCounted() throws InterruptedException {
        var result =
                run(
                        candidate(
                                "three",
                                () -> {
                                    var threads = new ArrayList<Thread>();
                                    for (int i = 0; i < 3; i++) {
                                        threads.add(Thread.ofPlatform().start(LabTest::work));
                                    }
                                    for (var thread : threads) {
                                        thread.join();
                                    }
                                    return Round.of(1);
                                }));

        // Where runs are quick, a round is several of them.
        assertThat(result.models().getFirst().figures().threads()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void everyModelHasItsRoundsAndNoneMoreThanItMay() throws InterruptedException {
        var result = run(constant("a", 1), constant("b", 1));

        assertThat(result.models())
                .allMatch(m -> m.figures().rounds() >= 2 && m.figures().rounds() <= 3);
    }

    @Test
    void itsListenerHearsHowItGoesOn() throws InterruptedException {
        run(constant("plain", 42), Candidate.absent(model("numpy", Side.PYTHON), "no python3"));

        assertThat(trail)
                .startsWith("work 2", "opened plain", "numpy: no python3", "warm plain")
                .anyMatch(line -> line.startsWith("measured plain 1 of "))
                .anyMatch(line -> line.startsWith("measured plain 2 of "))
                .endsWith("ended work");
    }

    @Test
    void itsComparisonSaysWhereItRanAndWhatIsInvalid() throws InterruptedException {
        try (var lab = Lab.open(TINY)) {
            var result = lab.run(new Trial(WORK, List.of(constant("plain", 42))));
            var comparison =
                    lab.comparison("Title", "heddle x", true, List.of(result), List.of("NumPy 2"));

            assertThat(comparison.workloads()).containsExactly(result);
            assertThat(comparison.invalidReasons()).isEqualTo(lab.invalidReasons());
            assertThat(comparison.invalidReasons().isEmpty()).isEqualTo(result.best() != null);
            var here = comparison.environment();
            assertThat(here.engines()).containsExactly("NumPy 2");
            assertThat(here.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(here.memoryBytes()).isPositive();
            assertThat(List.of(here.os(), here.cpu(), here.java(), here.heddle()))
                    .allMatch(text -> !text.isBlank());
            assertThat(here.gc()).isNotEmpty();
        }
    }

    private static void work() {
        var spin = new Spin();
        for (int i = 0; i < 3; i++) {
            spin.run();
        }
    }

    private static long onLoop(Bench bench, int millis) throws Exception {
        var done = new CompletableFuture<Long>();
        bench.loop()
                .execute(() -> {
                    long end = System.nanoTime() + millis * 1_000_000L;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    done.complete(1L);
                });
        return done.get();
    }

    private static long hold(Bench bench, CountDownLatch over) throws Exception {
        var done = new CompletableFuture<Long>();
        bench.loop()
                .execute(() -> {
                    while (over.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    done.complete(1L);
                });
        return done.get();
    }

    private WorkloadResult run(Candidate... candidates) throws InterruptedException {
        return run(LONG, candidates);
    }

    private WorkloadResult run(Duration deadline, Candidate... candidates)
            throws InterruptedException {
        var settings = new Settings(TINY, deadline, PATIENCE, new Trailing(), NanoClock.SYSTEM);
        try (var lab = new Lab(settings)) {
            return lab.run(new Trial(WORK, List.of(candidates)));
        }
    }

    private static Candidate constant(String name, Object answer) {
        return candidate(name, () -> Round.of(answer));
    }

    private static Candidate failing(String name, Supplier<Throwable> failure) {
        return candidate(
                name,
                () -> {
                    switch (failure.get()) {
                        case Exception e -> throw e;
                        case Error e -> throw e;
                        case Throwable t -> throw new AssertionError(t);
                    }
                });
    }

    private static Candidate candidate(String name, Runner runner) {
        return new Candidate(model(name, Side.JAVA), _ -> runner);
    }

    /** It starts a process, tells the CPU time itself, and says so if that is shared. */
    private static Candidate withProcess(String name, Consumer<ProcessHandle> shared) {
        return new Candidate(
                model(name, Side.JAVA),
                bench -> {
                    var cat = new ProcessBuilder("cat").start();
                    if (name.equals("first")) {
                        bench.isShared(cat.toHandle());
                    }
                    shared.accept(cat.toHandle());
                    return new Runner() {
                        @Override
                        public Round round() {
                            return new Round(1, null, Duration.ofMillis(1));
                        }

                        @Override
                        public void close() throws IOException {
                            cat.getOutputStream().close();
                        }
                    };
                });
    }

    /** One whose end is told. */
    private Runner runner(Runner rounds) {
        return new Runner() {
            @Override
            public Round round() throws Exception {
                return rounds.round();
            }

            @Override
            public void close() {
                trail.add("closed");
            }
        };
    }

    private static Model model(String name, Side side) {
        return new Model(name, side, name);
    }

    private final class Trailing implements TrialListener {
        @Override
        public void workloadBegan(Workload workload, int models) {
            trail.add(workload.name() + " " + models);
        }

        @Override
        public void modelOpened(Workload workload, Model model) {
            trail.add("opened " + model.name());
        }

        @Override
        public void modelUnavailable(Workload workload, Model model, String why) {
            trail.add(model.name() + ": " + why);
        }

        @Override
        public void modelWarm(Workload workload, Model model, int rounds) {
            trail.add("warm " + model.name());
        }

        @Override
        public void roundMeasured(Workload workload, Model model, int done, int planned) {
            trail.add("measured " + model.name() + " " + done + " of " + planned);
        }

        @Override
        public void workloadEnded(WorkloadResult result) {
            trail.add("ended " + result.workload().name());
        }
    }
}
