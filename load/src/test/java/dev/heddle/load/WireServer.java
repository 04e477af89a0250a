package dev.heddle.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** A server that does byte for byte what a test says, on a thread per connection. */
final class WireServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket socket;
    private final Script script;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<String> requestLines = new CopyOnWriteArrayList<>();

    // Guarded by this.
    private int open;
    private int accepted;

    /** What the server does with a connection; its end closes it. */
    interface Script {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    private WireServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
    }

    static WireServer start(Script script) throws IOException {
        return startAt(0, script);
    }

    static WireServer startAt(int port, Script script) throws IOException {
        var socket = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        var server = new WireServer(socket, script);
        Thread.ofPlatform().daemon().start(server::accept);
        return server;
    }

    /** Answers every request with these bytes. */
    static WireServer answering(String answer) throws IOException {
        return start(sending(answer));
    }

    static Script sending(String answer) {
        return peer -> {
            while (true) {
                peer.readRequest();
                peer.send(answer);
            }
        };
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /** The first lines of what was asked, in order. */
    List<String> requestLines() {
        return List.copyOf(requestLines);
    }

    synchronized int accepted() {
        return accepted;
    }

    /** Waits until as many connections are open as the test says. */
    synchronized void awaitOpen(IntPredicate condition) throws InterruptedException {
        while (!condition.test(open)) {
            int before = open;
            wait(PATIENCE_MILLIS);
            if (open == before) {
                throw new AssertionError(open + " connections are open");
            }
        }
    }

    private void accept() {
        while (true) {
            try {
                var connection = socket.accept();
                connections.add(connection);
                count(1);
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            } catch (IOException _) {
                // Closed by the test.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.setTcpNoDelay(true);
            script.serve(new Peer(this, connection));
        } catch (IOException | InterruptedException _) {
            // The client went away, or the test is over; what the test expects, it asserts.
        } finally {
            connections.remove(connection);
            count(-1);
        }
    }

    private synchronized void count(int change) {
        open += change;
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

    /** The server's side of one connection. */
    record Peer(WireServer server, Socket connection) {
        /** Reads a request with its body, and gives it back as it came. */
        String readRequest() throws IOException {
            String head = readHead();
            var length = LENGTH.matcher(head);
            int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return head + text(connection.getInputStream().readNBytes(body));
        }

        String readHead() throws IOException {
            InputStream in = connection.getInputStream();
            var bytes = new ByteArrayOutputStream();
            while (!text(bytes.toByteArray()).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new SocketException("the client has gone");
                }
                bytes.write(next);
            }
            String head = text(bytes.toByteArray());
            server.requestLines.add(head.substring(0, head.indexOf("\r\n")));
            return head;
        }

        Peer send(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** Waits until the client closes. */
        void awaitEnd() throws IOException {
            while (connection.getInputStream().read() >= 0) {
                // What else it sends does not matter.
            }
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
