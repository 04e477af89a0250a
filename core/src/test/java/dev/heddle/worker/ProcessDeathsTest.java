package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.DeadlineExceededException;
import dev.heddle.worker.WorkerException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a pool of processes does when one of them ends: one call fails, and all goes on. */
@Timeout(120)
class ProcessDeathsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path signs;

    private final ProcessPool pool =
            WorkerPool.ofProcesses().name("mortal").size(1).maxHeap(64 << 20).open();

    @AfterEach
    void thePoolIsWholeAgain() {
        try (pool) {
            assertThat(pool.submit(Deeds::square, 7).block(PATIENCE)).isEqualTo(49);
        }
    }

    private <I> ThrowableAssertAlternative<WorkerException> assertDies(
            Kind kind, Work<? super I, ?> work, I input) {
        var thrown =
                org.assertj.core.api.Assertions.assertThatExceptionOfType(WorkerException.class)
                        .isThrownBy(() -> pool.submit(work, input).block(PATIENCE));
        thrown.satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
        return thrown;
    }

    private Path sign(String name) {
        return signs.resolve(name);
    }

    /** The pid of the process that made the sign. */
    private static long awaitSign(Path sign) throws Exception {
        while (!Files.exists(sign) || Files.size(sign) == 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return Long.parseLong(Files.readString(sign));
    }

    @Test
    void exitNamesTheCallAndTheStatus() {
        assertDies(Kind.DIED, Deeds::exit, 17)
                .withMessageContaining("Deeds::exit")
                .withMessageContaining("mortal-")
                .withMessageContaining("17");
    }

    @Test
    void haltNamesTheStatus() {
        assertDies(Kind.DIED, Deeds::halt, 18).withMessageContaining("18");
    }

    @Test
    void killedFromOutsideNamesTheSignal() throws Exception {
        var hanging = pool.submit(Deeds::hang, sign("hung").toString()).toFuture();
        long pid = awaitSign(sign("hung"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThatThrownBy(() -> hanging.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("SIGKILL")
                .hasMessageContaining("pid " + pid);
    }

    @Test
    void fullHeapIsCalledThat() {
        assertDies(Kind.OUT_OF_MEMORY, Deeds::eatHeap, Integer.MAX_VALUE)
                .withMessageContaining("64");
    }

    @Test
    void nativeCrashNamesTheSignal() {
        assertDies(Kind.DIED, Deeds::writeToAddressZero, 0).withMessageContaining("SIGSEGV");
    }

    @Test
    void deadlineOfAnEndlessLoopKillsItsProcess() throws Exception {
        var late =
                pool.submit(
                                Deeds::spin,
                                sign("spinning").toString(),
                                CallOptions.DEFAULT.withDeadline(Duration.ofSeconds(5)))
                        .toFuture();
        long pid = awaitSign(sign("spinning"));

        assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("Deeds::spin")
                .hasMessageContaining("its process was killed");
        awaitEnd(pid);
    }

    @Test
    void cancelKillsTheProcessOfARunningCall() throws Exception {
        var running = pool.submit(Deeds::spin, sign("spinning").toString()).subscribe();
        long pid = awaitSign(sign("spinning"));
        running.dispose();

        awaitEnd(pid);
        assertThat(pool.stats().cancelled()).isEqualTo(1);
    }

    private static void awaitEnd(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void callsBehindTheOneThatDiesRunElsewhere() throws Exception {
        var hanging = pool.submit(Deeds::hang, sign("hung").toString()).toFuture();
        long pid = awaitSign(sign("hung"));
        var behind =
                List.of(1, 2, 3, 4).stream()
                        .map(n -> pool.submit(Deeds::square, n).toFuture())
                        .toList();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThatThrownBy(() -> hanging.get(30, TimeUnit.SECONDS)).isNotNull();
        CompletableFuture.allOf(behind.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        assertThat(behind.stream().map(CompletableFuture::join)).containsExactly(1, 4, 9, 16);
    }

    @Test
    void cancelledCallBehindAnotherNeverStartsAndKillsNobody() throws Exception {
        var held = List.of(sign("begun").toString(), sign("go on").toString());
        var first = pool.submit(Deeds::untilThere, held).toFuture();
        long pid = awaitSign(sign("begun"));
        var second = pool.submit(Deeds::hang, sign("never").toString()).subscribe();
        second.dispose();
        Files.createFile(sign("go on"));

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(held.getFirst());
        assertThat(pool.submit(Deeds::pid, "").block(PATIENCE)).isEqualTo(pid);
        assertThat(sign("never")).doesNotExist();
    }

    @Test
    void resultThatMayNotTravelFailsItsCallOnly() {
        long pid = pool.submit(Deeds::pid, "").block(PATIENCE);

        assertDies(Kind.RESULT_NOT_ALLOWED, Deeds::secret, 0).withMessageContaining("Secret");
        assertDies(Kind.RESULT_NOT_ALLOWED, Deeds::unencodable, 0)
                .withMessageContaining("java.lang.Thread");
        assertThat(pool.submit(Deeds::pid, "").block(PATIENCE)).isEqualTo(pid);
    }

    @Test
    void resultLargerThanThePoolTakesFailsItsCallOnly() {
        try (var small = WorkerPool.ofProcesses().size(1).spares(0).maxResult(1_000).open()) {
            assertThatThrownBy(() -> small.submit(Deeds::large, 5_000).block(PATIENCE))
                    .isInstanceOfSatisfying(
                            WorkerException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.RESULT_TOO_LARGE))
                    .hasMessageContaining("1000");
            assertThat(small.submit(Deeds::large, 10).block(PATIENCE)).hasSize(10);
        }
    }

    @Test
    void callThatKillsAgainAndAgainIsQuarantinedAndOthersAreNot() {
        for (int i = 0; i < 3; i++) {
            assertDies(Kind.DIED, Deeds::halt, 9);
        }
        assertDies(Kind.QUARANTINED, Deeds::halt, 9).withMessageContaining("3 times");
        assertDies(Kind.DIED, Deeds::halt, 10);
        assertThat(pool.stats().rejected()).isEqualTo(1);
    }
}
