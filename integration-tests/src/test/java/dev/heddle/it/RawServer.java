package dev.heddle.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server that does byte for byte what a test says, on a virtual thread per connection: what no
 * HTTP server can be made to do.
 */
final class RawServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final ServerSocket socket = new ServerSocket();
    private final Script script;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** What the server does with a connection; its end closes it. */
    interface Script {
        void serve(Peer peer) throws IOException;
    }

    private RawServer(Script script) throws IOException {
        this.script = script;
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    }

    static RawServer start(Script script) throws IOException {
        var server = new RawServer(script);
        Thread.ofPlatform().daemon().name("raw server").start(server::accept);
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed by the test.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            script.serve(new Peer(connection));
        } catch (IOException _) {
            // The client went away, or the test is over; what the test expects, it asserts.
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var connection : connections) {
            connection.close();
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

        /** Reads the head of a request that has no body. */
        String readRequest() throws IOException {
            var head = new StringBuilder();
            while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
                int b = in.read();
                if (b < 0) {
                    throw new SocketException("the client has gone");
                }
                head.append((char) b);
            }
            return head.toString();
        }

        Peer send(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** Sends it again and again, until the client goes away. */
        void sendWithoutEnd(String text) throws IOException {
            while (true) {
                send(text);
            }
        }

        Peer answer(int status, String headers, String body) throws IOException {
            return send(
                    "HTTP/1.1 %d Fine\r\nContent-Length: %d\r\n%s\r\n%s"
                            .formatted(status, body.length(), headers, body));
        }

        /** Waits until the client closes. */
        void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /** Says that nothing more comes, but goes on listening. */
        Peer halfClose() throws IOException {
            connection.shutdownOutput();
            return this;
        }

        /** Closes in a way that the client sees as a reset. */
        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }
}
