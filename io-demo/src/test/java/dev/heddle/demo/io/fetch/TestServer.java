package dev.heddle.demo.io.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server for tests: {@code /status/N} answers N, {@code /size/N} with N bytes, {@code /cut}
 * closes within the body, {@code /hang} never answers, {@code /after-knock} answers once {@code
 * /knock} was asked for, {@code /echo} answers with the request, {@code /html} with a page, {@code
 * /json} with a document, {@code /to/PATH} redirects, anything else is {@code hello}.
 */
final class TestServer implements AutoCloseable {
    private static final String HTML =
            "<title>A page</title><h1>One</h1><h1>Two</h1><a href='/b?x=1'>b</a>";
    private static final String JSON =
            "{\"price\":42.5,\"tags\":[\"a\",\"b\"],\"items\":[{\"id\":1},{\"id\":2}],\"no\":null}";

    private final ServerSocket socket;

    /** The path of each request, in the order in which they came. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

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
                asked.add(path);
                String request = line + "\n" + headersAndBody(in);
                if (!answer(path, request, peer.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException _) {
            // The client has left.
        }
    }

    private static String headersAndBody(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
            text.append(header).append('\n');
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        text.append('\n');
        for (int i = 0; i < length; i++) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    /** Returns whether the connection stays open. */
    private boolean answer(String path, String request, OutputStream out) throws IOException {
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
        if (path.startsWith("/to/")) {
            status = 302;
        }
        String body =
                switch (path) {
                    case "/echo" -> request;
                    case "/html" -> HTML;
                    case "/json" -> JSON;
                    default -> path.startsWith("/size/") ? "x".repeat(number(path)) : "hello";
                };
        write(
                out,
                "HTTP/1.1 "
                        + status
                        + " X\r\n"
                        + (status == 302 ? "Location: " + path.substring(3) + "\r\n" : "")
                        + "Content-Length: "
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
