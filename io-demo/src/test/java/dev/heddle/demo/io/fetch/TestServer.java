package dev.heddle.demo.io.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server for tests: {@code /status/N} answers N, {@code /size/N} with N bytes, {@code /cut}
 * closes within the body, {@code /hang} never answers, {@code /after-knock} answers once {@code
 * /knock} was asked for, anything else is {@code hello}.
 */
final class TestServer implements AutoCloseable {
    private final ServerSocket socket;

    /** Counts down with the first request to {@code /knock}. */
    final CountDownLatch knocked = new CountDownLatch(1);

    private TestServer(ServerSocket socket) {
        this.socket = socket;
    }

    static TestServer start() throws IOException {
        var server = new TestServer(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().start(server::accept);
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var peer = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(peer));
            } catch (IOException _) {
                // Closed by the test.
            }
        }
    }

    private void serve(Socket peer) {
        try (peer;
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        peer.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String path = line.substring(line.indexOf('/'), line.lastIndexOf(' '));
                while (!in.readLine().isEmpty()) {
                    // The headers do not matter.
                }
                if (!answer(path, peer.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException _) {
            // The client has left.
        }
    }

    /** Returns whether the connection stays open. */
    private boolean answer(String path, OutputStream out) throws IOException {
        if (path.equals("/cut")) {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
            return false;
        }
        if (path.equals("/hang")) {
            return true;
        }
        if (path.equals("/knock")) {
            knocked.countDown();
        }
        if (path.equals("/after-knock")) {
            awaitKnock();
        }
        int status = path.startsWith("/status/") ? number(path) : 200;
        String body = path.startsWith("/size/") ? "x".repeat(number(path)) : "hello";
        write(
                out,
                "HTTP/1.1 "
                        + status
                        + " X\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
        return true;
    }

    private void awaitKnock() throws IOException {
        try {
            if (!knocked.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody knocked");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
