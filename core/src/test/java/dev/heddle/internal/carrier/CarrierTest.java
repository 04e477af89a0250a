package dev.heddle.internal.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierTest {
    private final List<Carrier> open = new ArrayList<>();

    @AfterEach
    void shutDown() throws Exception {
        for (var carrier : open) {
            carrier.shutDown();
            carrier.awaitShutDown(Duration.ofMinutes(1));
        }
    }

    private Carrier carrier(IoHandlerFactory transport) {
        var carrier = new Carrier("test", transport, LoopTime.system(), this);
        open.add(carrier);
        return carrier;
    }

    private Carrier carrier() {
        return carrier(Transports.best().selector());
    }

    @Test
    void workHandedOverByThreadsOfTheCarrierWakesNoSelectorIfTheLoopRunsNextAnyway() {
        var selectors = new CountingSelectors();
        var carrier = carrier(NioIoHandler.newFactory(selectors));
        var wakeups = new CompletableFuture<Integer>();
        var task =
                carrier.newThread(
                        "task",
                        () -> {
                            int before = selectors.wakeups.get();
                            handOverAHundredTimes(carrier);
                            wakeups.complete(selectors.wakeups.get() - before);
                        });
        // Begun by a timer, after a select: a wake-up still under way would hide the task's.
        var _ = carrier.netty().schedule(task::start, 200, TimeUnit.MILLISECONDS);

        assertThat(wakeups.join()).isZero();
    }

    private static void handOverAHundredTimes(Carrier carrier) {
        var ran = new AtomicInteger();
        takeATurn();
        for (int i = 1; i <= 100; i++) {
            carrier.netty().execute(ran::incrementAndGet);
            while (ran.get() < i) {
                takeATurn();
            }
        }
    }

    @Test
    void workHandedOverByAThreadOfTheCarrierIsNotOversleptInTheSelector() throws Exception {
        for (var transport : List.of(Transports.best(), Transports.nio())) {
            var carrier = carrier(transport.selector());
            var turn = new Semaphore(0);
            var ran = new Semaphore(0);
            carrier.newThread(
                            "task",
                            () -> {
                                for (int i = 0; i < 10_000; i++) {
                                    turn.acquireUninterruptibly();
                                    carrier.netty().execute(ran::release);
                                }
                            })
                    .start();
            for (int i = 0; i < 10_000; i++) {
                turn.release();
                ran.acquire();
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // on Heddle's carrier a yield is a turn, not a hint
    private static void takeATurn() {
        Thread.yield();
    }

    @Test
    void workHandedOverByForeignThreadsIsNeverOverslept() throws Exception {
        for (var transport : List.of(Transports.best(), Transports.nio())) {
            var carrier = carrier(transport.selector());
            for (int i = 0; i < 50_000; i++) {
                var ran = new CountDownLatch(1);
                if (i % 2 == 0) {
                    carrier.execute(ran::countDown);
                } else {
                    carrier.netty().execute(ran::countDown);
                }
                ran.await();
            }
        }
    }

    @Test
    void workHandedOverWhileTheLoopThreadIsParkedRuns() throws Exception {
        var carrier = carrier();
        for (int i = 0; i < 10_000; i++) {
            var parked = new CountDownLatch(1);
            var release = new Semaphore(0);
            var released = new CountDownLatch(1);
            carrier.netty()
                    .execute(() -> {
                        parked.countDown();
                        release.acquireUninterruptibly();
                        released.countDown();
                    });
            parked.await();
            carrier.execute(release::release);
            released.await();
        }
    }

    @Test
    void manyThreadsMayHandOverAtOnce() throws Exception {
        var carrier = carrier();
        int each = 100_000;
        var ran = new int[1]; // only touched on the carrier
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < each; i++) {
                                    carrier.execute(() -> ran[0]++);
                                }
                            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        var count = new CompletableFuture<Integer>();
        carrier.execute(() -> count.complete(ran[0]));

        assertThat(count.join()).isEqualTo(4 * each);
    }

    @Test
    void afterItsEndAThreadThatIsUnparkedStillGetsACarrier() throws Exception {
        var carrier = carrier();
        int threads = 100;
        int rounds = 100;
        var turns = new ArrayList<Semaphore>();
        var done = new Semaphore(0);
        for (int t = 0; t < threads; t++) {
            var turn = new Semaphore(0);
            turns.add(turn);
            carrier.newThread(
                            null,
                            () -> {
                                for (int i = 0; i < rounds; i++) {
                                    turn.acquireUninterruptibly();
                                    done.release();
                                }
                            })
                    .start();
        }
        carrier.shutDown();
        carrier.awaitShutDown(Duration.ofMinutes(1));

        for (int i = 0; i < rounds; i++) {
            turns.forEach(Semaphore::release);
            done.acquire(threads);
        }
    }

    @Test
    void commandThatThrowsHarmsNobodyElse() {
        var carrier = carrier();
        var thrown = new CompletableFuture<Throwable>();
        var ran = new CompletableFuture<Boolean>();
        carrier.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, e) -> thrown.complete(e));
            throw new IllegalStateException("a command's");
        });
        carrier.execute(() -> ran.complete(carrier.isCurrent()));

        assertThat(ran.join()).isTrue();
        assertThat(thrown.join()).hasMessage("a command's");
    }

    @Test
    void spuriousUnparksAreHarmless() throws Exception {
        var carrier = carrier();
        var release = new Semaphore(0);
        var done = new CountDownLatch(1);
        var thread =
                carrier.newThread(
                        null,
                        () -> {
                            release.acquireUninterruptibly();
                            done.countDown();
                        });
        thread.start();
        for (int i = 0; i < 10_000; i++) {
            java.util.concurrent.locks.LockSupport.unpark(thread);
        }
        release.release();
        done.await();
        java.util.concurrent.locks.LockSupport.unpark(thread);
    }

    /** The JDK's selectors, with their wake-ups counted; no channel can be registered. */
    private static final class CountingSelectors extends SelectorProvider {
        private final SelectorProvider jdk = SelectorProvider.provider();
        private final AtomicInteger wakeups = new AtomicInteger();

        @Override
        public AbstractSelector openSelector() throws IOException {
            return new Counting(this, jdk.openSelector());
        }

        @Override
        public java.nio.channels.DatagramChannel openDatagramChannel() throws IOException {
            return jdk.openDatagramChannel();
        }

        @Override
        public java.nio.channels.DatagramChannel openDatagramChannel(java.net.ProtocolFamily family)
                throws IOException {
            return jdk.openDatagramChannel(family);
        }

        @Override
        public java.nio.channels.Pipe openPipe() throws IOException {
            return jdk.openPipe();
        }

        @Override
        public java.nio.channels.ServerSocketChannel openServerSocketChannel() throws IOException {
            return jdk.openServerSocketChannel();
        }

        @Override
        public java.nio.channels.SocketChannel openSocketChannel() throws IOException {
            return jdk.openSocketChannel();
        }
    }

    private static final class Counting extends AbstractSelector {
        private final CountingSelectors provider;
        private final Selector jdk;

        Counting(CountingSelectors provider, Selector jdk) {
            super(provider);
            this.provider = provider;
            this.jdk = jdk;
        }

        @Override
        public Selector wakeup() {
            // Netty's loop repeats a wake-up that came before its last select; that is not the
            // task's.
            if (Thread.currentThread().getName().equals("task")) {
                provider.wakeups.incrementAndGet();
            }
            jdk.wakeup();
            return this;
        }

        @Override
        public Set<SelectionKey> keys() {
            return jdk.keys();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return jdk.selectedKeys();
        }

        @Override
        public int selectNow() throws IOException {
            return jdk.selectNow();
        }

        @Override
        public int select(long timeout) throws IOException {
            return jdk.select(timeout);
        }

        @Override
        public int select() throws IOException {
            return jdk.select();
        }

        @Override
        protected void implCloseSelector() throws IOException {
            jdk.close();
        }

        @Override
        protected SelectionKey register(
                AbstractSelectableChannel channel, int operations, Object attachment) {
            throw new UnsupportedOperationException();
        }
    }
}
