package dev.heddle.programs;

import dev.heddle.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Uses the JVM's first blocking socket in a task, and others where that must not matter. */
public final class FirstSocketInATask {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private FirstSocketInATask() {}

    public static void main(String[] args) throws Exception {
        EventLoop.run(() -> {
            System.out.println("in a task: " + talk());
            System.out.println("while the loop is held: " + talkElsewhereHoldingTheLoop());
        });
        System.out.println("after the loop closed: " + talkElsewhere().get());
    }

    private static FutureTask<Integer> talkElsewhere() throws InterruptedException {
        var talk = new FutureTask<>(FirstSocketInATask::talk);
        Thread.ofPlatform().start(() -> Thread.startVirtualThread(talk)).join();
        return talk;
    }

    private static String talkElsewhereHoldingTheLoop() throws Exception {
        var talk = new FutureTask<>(FirstSocketInATask::talk);
        Thread.ofPlatform().start(() -> Thread.startVirtualThread(talk));
        long begin = System.nanoTime();
        while (!talk.isDone() && System.nanoTime() - begin < PATIENCE) {
            Thread.onSpinWait();
        }
        return talk.isDone() ? talk.get().toString() : "stuck";
    }

    private static int talk() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = ServerSocketChannel.open().bind(address);
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            var reader = Thread.currentThread();
            Thread.startVirtualThread(() -> writeOnceItIsParked(accepted, reader));
            var buffer = ByteBuffer.allocate(1);
            client.read(buffer);
            return buffer.get(0);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the reader may have the same carrier
    private static void writeOnceItIsParked(SocketChannel channel, Thread reader) {
        while (reader.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        try {
            channel.write(ByteBuffer.wrap(new byte[] {42}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
