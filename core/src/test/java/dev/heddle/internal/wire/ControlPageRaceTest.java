package dev.heddle.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pool and worker at once after the same call, through a mapping each. */
class ControlPageRaceTest {
    private static final int ROUNDS = 100_000;

    /** Odd phases are the race; before each, in the even one, the call is sent. */
    private final Phaser rounds = new Phaser(2);

    @TempDir Path directory;

    private BitSet won(IntPredicate attempt, ControlPage page, boolean sends) {
        BitSet won = new BitSet();
        for (int id = 1; id <= ROUNDS; id++) {
            if (sends) {
                page.send(id % ControlPage.SLOTS, id);
            }
            rounds.arriveAndAwaitAdvance();
            won.set(id, attempt.test(id));
            rounds.arriveAndAwaitAdvance();
        }
        return won;
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void eachCallIsWithdrawnOrClaimedAndNeverBoth() throws Exception {
        Path path = directory.resolve("page");
        try (ControlPage pool = ControlPage.create(path);
                ControlPage worker = ControlPage.attach(path);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<BitSet> claiming =
                    threads.submit(() ->
                            won(id -> worker.claim(id % ControlPage.SLOTS, id), worker, false));
            Future<BitSet> withdrawing =
                    threads.submit(
                            () -> won(id -> pool.withdraw(id % ControlPage.SLOTS, id), pool, true));
            BitSet claimed = claiming.get(100, TimeUnit.SECONDS);
            BitSet withdrawn = withdrawing.get(100, TimeUnit.SECONDS);
            assertThat(claimed.cardinality()).isPositive();
            assertThat(withdrawn.cardinality()).isPositive();
            assertThat(claimed.cardinality() + withdrawn.cardinality()).isEqualTo(ROUNDS);
            assertThat(claimed.intersects(withdrawn)).isFalse();
        } finally {
            rounds.forceTermination();
        }
    }
}
