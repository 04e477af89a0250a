package dev.heddle.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A call comes while the only worker goes to rest: it wakes the worker, or the worker sees it. Each
 * gun is a race that is run once; two threads go along rows of them, and meet in many.
 */
@Timeout(60)
class LostWakeUpTest {
    private static final int ROWS = 100;
    private static final int GUNS = 2_000;

    /** One race between a worker and who adds a call. */
    private abstract static class Gun {
        private final AtomicInteger here = new AtomicInteger();
        volatile boolean callWaits;
        boolean rests;
        boolean woken;

        abstract void rest();

        abstract void wake();

        /** Both at once. */
        @SuppressWarnings("ThreadPriorityCheck") // the other may need this core
        final void meet() {
            here.incrementAndGet();
            while (here.get() < 2) {
                Thread.yield();
            }
        }

        final void add() {
            callWaits = true;
            wake();
        }

        final boolean isLost() {
            return rests && !woken;
        }
    }

    private static final class SearcherRests extends Gun {
        private final Rota<String> rota = new Rota<>(() -> callWaits);

        SearcherRests() {
            rota.joins();
        }

        @Override
        void rest() {
            rests = rota.mayRest("worker", true);
        }

        @Override
        void wake() {
            woken = rota.toWake() != null;
        }
    }

    private static final class WorkerRests extends Gun {
        private final Rota<String> rota = new Rota<>(() -> callWaits);

        @Override
        void rest() {
            rests = rota.mayRest("worker", false);
        }

        @Override
        void wake() {
            woken = rota.toWake() != null;
        }
    }

    /** It has found one call, as another comes: it wakes the one that rests, or the adder does. */
    private static final class SearcherFinds extends Gun {
        private final Rota<String> rota = new Rota<>(() -> callWaits);

        SearcherFinds() {
            rests = rota.mayRest("another", false);
            rota.joins();
        }

        @Override
        void rest() {
            if (rota.found() && rota.toWake() != null) {
                rests = false;
            }
        }

        @Override
        void wake() {
            woken = rota.toWake() != null;
        }
    }

    private static final class ProcessRests extends Gun {
        private final Idle<String> idle = new Idle<>(() -> callWaits);

        @Override
        void rest() {
            idle.add("worker");
            rests = !idle.isNeeded("worker");
        }

        @Override
        void wake() {
            woken = idle.next() != null;
        }
    }

    @Test
    void ofAWorkerThatSearchesAndRests() throws Exception {
        assertThat(lost(() -> new SearcherRests())).isZero();
    }

    @Test
    void ofAWorkerThatRestsAfterItsCall() throws Exception {
        assertThat(lost(() -> new WorkerRests())).isZero();
    }

    @Test
    void ofAWorkerThatRestsWhileAnotherFindsACall() throws Exception {
        assertThat(lost(() -> new SearcherFinds())).isZero();
    }

    @Test
    void ofAProcessThatRests() throws Exception {
        assertThat(lost(() -> new ProcessRests())).isZero();
    }

    private static long lost(Supplier<Gun> maker) throws Exception {
        long lost = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int row = 0; row < ROWS; row++) {
                var guns = Stream.generate(maker).limit(GUNS).toList();
                var resting = along(guns, Gun::rest, 16, threads);
                var adding = along(guns, Gun::add, 1, threads);
                resting.get();
                adding.get();
                lost += guns.stream().filter(Gun::isLost).count();
            }
        }
        return lost;
    }

    private static Future<?> along(
            List<Gun> guns, Consumer<Gun> what, int stride, ExecutorService threads) {
        return threads.submit(() -> {
            for (int i = 0; i < guns.size(); i++) {
                guns.get(i).meet();
                // Now the one a little later, now the other.
                for (int spin = i / stride % 16; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                what.accept(guns.get(i));
            }
            return guns;
        });
    }
}
