package dev.heddle.benchmarks.bridge;

import dev.heddle.benchmarks.rounds.Surroundings;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What two JVMs can do at best over a Unix domain socket: blocking reads and writes of a kilobyte,
 * and nothing else. As a main class, the other side.
 */
final class SocketEcho {
    private static final int KILOBYTE = 1024;

    private SocketEcho() {}

    static Exercise kilobyte() throws IOException {
        var directory = Files.createTempDirectory("echo");
        var path = directory.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            var command = Surroundings.java(SocketEcho.class, path.toString());
            var _ =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return echoes(server.accept());
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(directory);
        }
    }

    private static Exercise echoes(SocketChannel socket) {
        var buffer = ByteBuffer.allocateDirect(KILOBYTE);
        return units -> {
            long start = System.nanoTime();
            for (int i = 0; i < units; i++) {
                buffer.clear();
                write(socket, buffer);
                read(socket, buffer);
            }
            return List.of(System.nanoTime() - start);
        };
    }

    /** Echoes until its parent is gone. */
    public static void main(String... args) throws IOException {
        var buffer = ByteBuffer.allocateDirect(KILOBYTE);
        try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(args[0])))) {
            while (read(socket, buffer)) {
                buffer.flip();
                write(socket, buffer);
            }
        }
    }

    private static void write(SocketChannel socket, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            var _ = socket.write(buffer);
        }
    }

    private static boolean read(SocketChannel socket, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (socket.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }
}
