package dev.heddle.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * A server that does byte for byte what a test says, on a thread per connection, and counts its
 * connections. It stops at the first thing that goes wrong with a connection.
 */
final class RawServer implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket socket;
    private final Script script;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private int open;
    private int most;
    private int accepted;

    /** What the server does with a connection; its end closes it. */
    interface Script {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    private RawServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    static RawServer start(Script script) throws IOException {
        return start("127.0.0.1", script);
    }

    static RawServer start(String address, Script script) throws IOException {
        var socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0), 1_000);
        return start(socket, script);
    }

    static RawServer start(ServerSocket socket, Script script) {
        var server = new RawServer(socket, script);
        Thread.ofPlatform().daemon().start(server::accept);
        return server;
    }

    /** Answers every request with 200 and its path as the body. */
    static RawServer echoingPaths() throws IOException {
        return start(peer -> {
            while (true) {
                peer.answer(peer.readRequest().path());
            }
        });
    }

    int port() {
        return socket.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    synchronized int accepted() {
        return accepted;
    }

    synchronized int mostOpen() {
        return most;
    }

    /** Waits until as many connections are open as the test says. */
    synchronized void awaitOpen(IntPredicate condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(open)) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(open + " connections are open");
            }
            wait(left);
        }
    }

    private void accept() {
        while (true) {
            try {
                var connection = socket.accept();
                connections.add(connection);
                count(1);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                // Closed by the test.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout((int) PATIENCE.toMillis());
            script.serve(new Peer(connection));
        } catch (IOException | InterruptedException _) {
            // The client went away, or the test is over; what the test expects, it asserts.
        } finally {
            connections.remove(connection);
            count(-1);
        }
    }

    private synchronized void count(int change) {
        open += change;
        most = Math.max(most, open);
        accepted += Math.max(0, change);
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    /** A request as it came. */
    record Request(String head, String body) {
        String method() {
            return head.substring(0, head.indexOf(' '));
        }

        String path() {
            int start = head.indexOf(' ') + 1;
            return head.substring(start, head.indexOf(' ', start));
        }
    }

    /** The server's side of one connection. */
    static final class Peer {
        private final Socket connection;
        private final InputStream in;

        Peer(Socket connection) throws IOException {
            this.connection = connection;
            this.in = connection.getInputStream();
        }

        InputStream in() {
            return in;
        }

        OutputStream out() throws IOException {
            return connection.getOutputStream();
        }

        /** Reads a request whose body, if any, has a Content-Length or is chunked. */
        Request readRequest() throws IOException {
            String head = readUntil("\r\n\r\n");
            String lower = head.toLowerCase(Locale.ROOT);
            int length = lower.indexOf("content-length: ");
            if (length >= 0) {
                String number = lower.substring(length + 16, lower.indexOf("\r\n", length));
                return new Request(head, text(in.readNBytes(Integer.parseInt(number))));
            }
            return new Request(head, lower.contains("chunked") ? readChunks() : "");
        }

        private String readChunks() throws IOException {
            var body = new StringBuilder();
            while (true) {
                int size = Integer.parseInt(readUntil("\r\n").strip(), 16);
                String chunk = text(in.readNBytes(size + 2));
                if (size == 0) {
                    return body.toString();
                }
                body.append(chunk, 0, size);
            }
        }

        String readUntil(String end) throws IOException {
            var bytes = new ByteArrayOutputStream();
            while (true) {
                int b = in.read();
                if (b < 0) {
                    throw new SocketException("the client has gone");
                }
                bytes.write(b);
                if (b == end.charAt(end.length() - 1) && text(bytes.toByteArray()).endsWith(end)) {
                    return text(bytes.toByteArray());
                }
            }
        }

        Peer send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Peer send(byte[] bytes) throws IOException {
            connection.getOutputStream().write(bytes);
            return this;
        }

        Peer answer(String body) throws IOException {
            return send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Waits until the client closes. */
        void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // What else it sends does not matter.
            }
        }

        byte[] read(int count) throws IOException {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new SocketException("the client has gone");
            }
            return bytes;
        }

        /** Reads that many bytes and forgets them. */
        void awaitBytes(long count) throws IOException {
            in.skipNBytes(count);
        }

        /** Closes in a way that the client sees as a reset. */
        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
