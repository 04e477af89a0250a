package dev.heddle.programs;

import dev.heddle.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.FutureTask;

/** Uses the JVM's first blocking socket in a task, and another one after the loop has closed. */
public final class FirstSocketInATask {
    private FirstSocketInATask() {}

    public static void main(String[] args) throws Exception {
        EventLoop.run(() -> System.out.println("in a task: " + talk()));
        var afterwards = new FutureTask<>(FirstSocketInATask::talk);
        Thread.startVirtualThread(afterwards);
        System.out.println("after the loop closed: " + afterwards.get());
    }

    private static int talk() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = ServerSocketChannel.open().bind(address);
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            Thread.startVirtualThread(() -> write(accepted));
            var buffer = ByteBuffer.allocate(1);
            client.read(buffer);
            return buffer.get(0);
        }
    }

    private static void write(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {42}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
