package dev.heddle.benchmarks.connections;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that a server or a client can be: blocking sockets, of each of which exactly one
 * message is due at a time, so that one thread reads them one after the other.
 */
final class Peers {
    private static final int ADDRESSES = 4;
    private static final int SILENCE_MILLIS = 120_000;
    private static final int BACKLOG = 4_096;
    private static final int MOST_BYTES = 4_096;
    private static final byte[] REQUEST = bytes("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    private static final byte[] ANSWER = bytes("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    private static final String END_OF_REQUEST = "\r\n\r\n";
    private static final String END_OF_ANSWER = "\r\n\r\nok";

    private final List<Socket> sockets = new ArrayList<>();
    private final BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Peers() {}

    /** One of the addresses of this machine: each has only so many ports. */
    static String address(int connection) {
        return "127.0.0." + (1 + connection % ADDRESSES);
    }

    /**
     * A server. Says its port; then for each count it reads, accepts so many connections; for each
     * other line, reads a request from each connection, says how many those were, and answers them
     * after one line more.
     */
    static final class Server {
        private Server() {}

        public static void main(String... args) throws IOException {
            try (var listener = new ServerSocket(0, BACKLOG)) {
                listener.setSoTimeout(SILENCE_MILLIS);
                System.out.println(listener.getLocalPort());
                new Peers().serve(listener);
            }
        }
    }

    private void serve(ServerSocket listener) throws IOException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            for (int count = Integer.parseInt(order); count > 0; count--) {
                add(listener.accept());
            }
            read(END_OF_REQUEST);
            orders.readLine();
            write(ANSWER);
        }
    }

    /**
     * A client. For each count it reads, opens so many connections and sends a request on each;
     * then reads all answers and says how many those were.
     */
    static final class Client {
        private Client() {}

        public static void main(String... args) throws IOException {
            new Peers().ask(Integer.parseInt(args[0]));
        }
    }

    private void ask(int port) throws IOException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            for (int count = Integer.parseInt(order); count > 0; count--) {
                var socket = new Socket();
                socket.connect(
                        new InetSocketAddress(address(sockets.size()), port), SILENCE_MILLIS);
                add(socket);
            }
            write(REQUEST);
            read(END_OF_ANSWER);
        }
    }

    private void add(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
    }

    private void write(byte[] message) throws IOException {
        for (var socket : sockets) {
            socket.getOutputStream().write(message);
        }
    }

    /** Reads a message from each and says how many have come. */
    private void read(String end) throws IOException {
        var buffer = new byte[MOST_BYTES];
        for (var socket : sockets) {
            int length = 0;
            do {
                int read = socket.getInputStream().read(buffer, length, buffer.length - length);
                if (read < 0) {
                    throw new IOException("a connection was closed before its message was whole");
                }
                length += read;
            } while (!new String(buffer, 0, length, StandardCharsets.US_ASCII).endsWith(end));
        }
        System.out.println(sockets.size());
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.US_ASCII);
    }
}
