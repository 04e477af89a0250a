package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.SignalType;

/**
 * Processes killed at random moments under load. {@code -Dheddle.kills=1000} takes some ten
 * minutes; the build makes do with fewer.
 */
@Timeout(3_600)
class RandomKillsTest {
    private static final int KILLS = Integer.getInteger("heddle.kills", 25);
    private static final long SEED = Long.getLong("heddle.seed", System.nanoTime());
    private static final int IN_FLIGHT = 40;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger submitted = new AtomicInteger();
    private final AtomicInteger values = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final CountDownLatch callers = new CountDownLatch(IN_FLIGHT);

    @Test
    void everyCallSettlesOnceAndNothingIsLeft() throws Exception {
        long openBefore = descriptors();
        var random = new Random(SEED);
        var pool =
                WorkerPool.ofProcesses()
                        .name("doomed")
                        .size(2)
                        .maxHeap(64 << 20)
                        .quarantineAfter(Integer.MAX_VALUE) // the calls are innocent
                        .open();
        var directories = ((ProcessPoolImpl) pool).workerSettings().directories();
        for (int i = 0; i < IN_FLIGHT; i++) {
            callAgain(pool, i);
        }
        for (int i = 0; i < KILLS; i++) {
            kill(pool, random);
        }
        over.set(true);

        assertThat(callers.await(2, TimeUnit.MINUTES)).as("all settled, seed %d", SEED).isTrue();
        pool.close();
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(ends).as("ends, seed %d", SEED).hasValue(submitted.get());
        var stats = pool.stats();
        assertThat(stats.completed()).as("seed %d", SEED).isEqualTo(values.get());
        assertThat(stats.completed() + stats.failed()).isEqualTo(submitted.get());
        assertThat(stats.failed()).as("one death, one call").isLessThanOrEqualTo(KILLS);
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
        // Of other JVMs there may be some.
        assertThat(directories.home()).doesNotExist();
        assertThat(directories.shared()).doesNotExist();
        assertThat(descriptors()).isLessThanOrEqualTo(openBefore + 8);
    }

    private void callAgain(ProcessPool pool, int n) {
        if (over.get()) {
            callers.countDown();
            return;
        }
        submitted.incrementAndGet();
        var valuesOfCall = new AtomicInteger();
        var endsOfCall = new AtomicInteger();
        pool.submit(RandomKillsTest::work, n)
                .doOnNext(value -> {
                    values.incrementAndGet();
                    if (value != n + 1 || valuesOfCall.incrementAndGet() > 1) {
                        wrong.add("value " + value + " for " + n);
                    }
                })
                .doFinally((SignalType _) -> {
                    ends.incrementAndGet();
                    if (endsOfCall.incrementAndGet() > 1) {
                        wrong.add("a second end of " + n);
                    }
                    callAgain(pool, n);
                })
                .subscribe(
                        _ -> {},
                        e -> {
                            if (!(e instanceof WorkerException death)
                                    || death.kind() != WorkerException.Kind.DIED) {
                                wrong.add(e.toString());
                            }
                        });
    }

    /** Some work, so that kills meet it. */
    static int work(int n) {
        LockSupport.parkNanos(Duration.ofMillis(n % 4).toNanos());
        return n + 1;
    }

    private static void kill(ProcessPool pool, Random random) {
        List<ProcessPool.WorkerInfo> workers = pool.workers();
        while (workers.isEmpty()) {
            LockSupport.parkNanos(1_000_000);
            workers = pool.workers();
        }
        LockSupport.parkNanos(random.nextInt(20_000_000));
        long pid = workers.get(random.nextInt(workers.size())).pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
