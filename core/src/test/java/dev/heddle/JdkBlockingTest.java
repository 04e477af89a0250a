package dev.heddle;

import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static dev.heddle.Async.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What blocks in the JDK parks the task, and never the loop. */
class JdkBlockingTest {
    /** Something to be blocked in, and what ends that. */
    record Blocking(Action block, Action release) {}

    static Stream<Arguments> blockings() {
        return ForEachTransport.Available.transports()
                .flatMap(transport -> all().map(b -> Arguments.of(transport, b)));
    }

    private static Stream<Named<Callable<Blocking>>> all() {
        return Stream.of(
                Named.of("Semaphore", JdkBlockingTest::semaphore),
                Named.of("LinkedBlockingQueue", JdkBlockingTest::queue),
                Named.of("SynchronousQueue", JdkBlockingTest::handOff),
                Named.of("CountDownLatch", JdkBlockingTest::latch),
                Named.of("CyclicBarrier", JdkBlockingTest::barrier),
                Named.of("CompletableFuture.get", JdkBlockingTest::future),
                Named.of("Condition", JdkBlockingTest::condition),
                Named.of("Object.wait", JdkBlockingTest::monitorWait),
                Named.of("Thread.join", JdkBlockingTest::join),
                Named.of("SocketChannel", JdkBlockingTest::socketChannel),
                Named.of("Socket", JdkBlockingTest::socket));
    }

    private static Blocking semaphore() {
        var semaphore = new Semaphore(0);
        return new Blocking(semaphore::acquire, semaphore::release);
    }

    private static Blocking queue() {
        var queue = new LinkedBlockingQueue<String>();
        return new Blocking(queue::take, () -> queue.put("value"));
    }

    private static Blocking handOff() {
        var queue = new SynchronousQueue<String>();
        return new Blocking(queue::take, () -> queue.put("value"));
    }

    private static Blocking latch() {
        var latch = new CountDownLatch(1);
        return new Blocking(latch::await, latch::countDown);
    }

    private static Blocking barrier() {
        var barrier = new CyclicBarrier(2);
        return new Blocking(barrier::await, barrier::await);
    }

    private static Blocking future() {
        var future = new CompletableFuture<String>();
        return new Blocking(future::get, () -> future.complete("value"));
    }

    private static Blocking condition() {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        boolean[] met = {false};
        return new Blocking(
                () -> {
                    lock.lock();
                    try {
                        while (!met[0]) {
                            condition.await();
                        }
                    } finally {
                        lock.unlock();
                    }
                },
                () -> {
                    lock.lock();
                    try {
                        met[0] = true;
                        condition.signal();
                    } finally {
                        lock.unlock();
                    }
                });
    }

    private static Blocking monitorWait() {
        var monitor = new Object();
        boolean[] met = {false};
        return new Blocking(
                () -> {
                    synchronized (monitor) {
                        while (!met[0]) {
                            monitor.wait();
                        }
                    }
                },
                () -> {
                    synchronized (monitor) {
                        met[0] = true;
                        monitor.notifyAll();
                    }
                });
    }

    private static Blocking join() {
        var end = new CountDownLatch(1);
        var other =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                        });
        return new Blocking(other::join, end::countDown);
    }

    private static Blocking socketChannel() throws IOException {
        var server = ServerSocketChannel.open().bind(loopback());
        var client = SocketChannel.open(server.getLocalAddress());
        var accepted = server.accept();
        return new Blocking(
                () -> {
                    try (server;
                            client) {
                        assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
                    }
                },
                () -> {
                    try (accepted) {
                        accepted.write(ByteBuffer.wrap(new byte[] {1}));
                    }
                });
    }

    private static Blocking socket() throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        var accepted = server.accept();
        return new Blocking(
                () -> {
                    try (server;
                            client) {
                        assertThat(client.getInputStream().read()).isEqualTo(1);
                    }
                },
                () -> {
                    try (accepted) {
                        accepted.getOutputStream().write(1);
                    }
                });
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Turns of the loop, timers and I/O included, while somebody is parked. */
    private static void beat() {
        for (int i = 0; i < 20; i++) {
            sleep(Duration.ofNanos(100_000));
            checkpoint();
        }
    }

    @ParameterizedTest
    @MethodSource("blockings")
    void blockedTaskParksAndTheLoopBeatsOn(Transport transport, Callable<Blocking> make)
            throws Exception {
        var trail = new Trail();
        var blocking = make.call();
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var blocked =
                    loop.spawn(() -> {
                        trail.add("blocks");
                        blocking.block().run();
                        trail.add("goes on");
                    });
            var heart =
                    loop.spawn(() -> {
                        beat();
                        trail.add("beat 20 times");
                        blocking.release().run();
                    });
            heart.mono().block();
            blocked.mono().block();
        }

        trail.assertIs("blocks", "beat 20 times", "goes on");
    }

    @ParameterizedTest
    @MethodSource("blockings")
    void blockedTaskCanBeReleasedByAForeignThread(Transport transport, Callable<Blocking> make)
            throws Exception {
        var blocking = make.call();
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var entered = new CountDownLatch(1);
            var blocked =
                    loop.spawn(() -> {
                        entered.countDown();
                        blocking.block().run();
                        return "went on";
                    });
            entered.await();
            blocking.release().run();
            assertThat(blocked.mono().block()).isEqualTo("went on");
        }
    }

    @ParameterizedTest
    @MethodSource("blockings")
    void blockedTaskCanBeCancelled(Transport transport, Callable<Blocking> make) throws Exception {
        var blocking = make.call();
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var entered = new CountDownLatch(1);
            var blocked =
                    loop.spawn(() -> {
                        entered.countDown();
                        blocking.block().run();
                    });
            entered.await();
            loop.spawn(JdkBlockingTest::beat).mono().block();
            if (blocked.isDone()) {
                throw new AssertionError(blocked + " was not blocked");
            }
            blocked.cancel("enough");
            assertThatThrownBy(() -> blocked.mono().block()).hasMessage("enough");
            assertThat(blocked.isCancelled()).isTrue();
        }
    }

    @ForEachTransport
    void contendedLocksAndMonitorsParkTheTask(Transport transport) {
        var trail = new Trail();
        var lock = new ReentrantLock();
        var monitor = new Object();
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var holder =
                    loop.spawn(() -> {
                        lock.lock();
                        try {
                            synchronized (monitor) {
                                beat();
                                trail.add("beat 20 times");
                            }
                        } finally {
                            lock.unlock();
                        }
                    });
            var locker =
                    loop.spawn(() -> {
                        lock.lock();
                        try {
                            trail.add("has the lock");
                        } finally {
                            lock.unlock();
                        }
                    });
            var enterer =
                    loop.spawn(() -> {
                        synchronized (monitor) {
                            trail.add("has the monitor");
                        }
                    });
            for (var task : List.of(holder, locker, enterer)) {
                task.mono().block();
            }
        }

        assertThat(trail.events().getFirst()).isEqualTo("beat 20 times");
        trail.assertHas("beat 20 times", "has the lock", "has the monitor");
    }

    @ForEachTransport
    void jdksTimedWaitsParkTheTask(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            loop.spawn(() ->
                            gather(
                                    () -> {
                                        Thread.sleep(20);
                                        return 1;
                                    },
                                    () -> new Semaphore(0).tryAcquire(20, TimeUnit.MILLISECONDS),
                                    () ->
                                            new LinkedBlockingQueue<>()
                                                    .poll(20, TimeUnit.MILLISECONDS),
                                    () -> {
                                        beat();
                                        return 2;
                                    }))
                    .mono()
                    .block();
        }
    }

    @ForEachTransport
    void blockingServerAndClientsTalkOnOneLoop(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var talk = loop.spawn(JdkBlockingTest::talk);
            assertThat(talk.mono().block()).hasSize(50).allMatch("echo: hello\n"::equals);
        }
    }

    private static List<String> talk() throws IOException {
        try (var server = ServerSocketChannel.open().bind(loopback())) {
            var address = server.getLocalAddress();
            try (var group = TaskGroup.open()) {
                group.spawn(() -> {
                    while (true) {
                        var connection = server.accept();
                        group.spawn(() -> answer(connection));
                    }
                });
                List<Callable<String>> clients =
                        java.util.Collections.nCopies(50, () -> ask(address));
                var answers = gather(clients);
                group.cancel();
                return answers;
            }
        }
    }

    private static void answer(SocketChannel connection) throws IOException {
        try (connection) {
            var buffer = ByteBuffer.allocate(64);
            connection.read(buffer);
            connection.write(ByteBuffer.wrap("echo: ".getBytes(UTF_8)));
            connection.write(buffer.flip());
        }
    }

    private static String ask(java.net.SocketAddress address) throws IOException {
        try (var client = SocketChannel.open(address)) {
            client.write(ByteBuffer.wrap("hello\n".getBytes(UTF_8)));
            return new String(client.socket().getInputStream().readAllBytes(), UTF_8);
        }
    }
}
