package dev.heddle.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients in a process of its own, for both ends of a connection count against a process's
 * limit of open files. Each sends its request a few bytes at a time, all of them in turn; before
 * the last byte they wait for a line on stdin. Says on stdout how far they are, and ends with its
 * stdin, and in any case after a silence of a minute.
 */
final class SlowClients {
    private static final int SILENCE_MILLIS = 60_000;
    private static final int CONNECT_MILLIS = 20_000;
    private static final int BYTES_AT_A_TIME = 3;

    private final List<SlowClient> clients = new ArrayList<>();
    private final Selector selector = Selector.open();

    private SlowClients() throws IOException {}

    /** Arguments: port, how many clients. */
    public static void main(String... args) throws IOException {
        var address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var all = new SlowClients();
        all.connect(address, Integer.parseInt(args[1]));
        all.sendAllButTheLastByte();
        System.out.println("waiting " + all.clients.size());
        if (in.readLine() != null) {
            all.sendTheLastByte();
            System.out.println("answered " + all.readAnswers());
        }
    }

    private void connect(InetSocketAddress address, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var channel = SocketChannel.open();
            channel.socket().connect(address, CONNECT_MILLIS);
            channel.configureBlocking(false);
            var client = new SlowClient(channel, i);
            channel.register(selector, SelectionKey.OP_READ, client);
            clients.add(client);
        }
    }

    private void sendAllButTheLastByte() throws IOException {
        for (boolean more = true; more; ) {
            more = false;
            for (var client : clients) {
                more |= client.sendSome();
            }
        }
    }

    private void sendTheLastByte() throws IOException {
        for (var client : clients) {
            client.sendLast();
        }
    }

    /** Returns how many got the answer that is theirs. */
    private int readAnswers() throws IOException {
        int open = clients.size();
        int right = 0;
        while (open > 0 && selector.select(SILENCE_MILLIS) > 0) {
            for (var key : selector.selectedKeys()) {
                var client = (SlowClient) key.attachment();
                if (client.read() || client.isAnswered()) {
                    right += client.isAnswered() ? 1 : 0;
                    open--;
                    key.cancel();
                }
            }
            selector.selectedKeys().clear();
        }
        return right;
    }

    private static final class SlowClient {
        private final SocketChannel channel;
        private final String expected;
        private final ByteBuffer request;
        private final ByteBuffer answer = ByteBuffer.allocate(256);

        SlowClient(SocketChannel channel, int number) {
            this.channel = channel;
            this.expected = "waited " + number;
            this.request =
                    StandardCharsets.US_ASCII.encode(
                            "GET /wait/" + number + " HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        /** Sends some bytes, the last excepted; returns whether there are more before it. */
        boolean sendSome() throws IOException {
            send(Math.min(BYTES_AT_A_TIME, request.remaining() - 1));
            return request.remaining() > 1;
        }

        void sendLast() throws IOException {
            send(1);
        }

        private void send(int bytes) throws IOException {
            if (channel.write(request.slice(request.position(), bytes)) != bytes) {
                throw new IOException("the socket did not take " + bytes + " bytes");
            }
            request.position(request.position() + bytes);
        }

        /** Returns whether the server has closed the connection. */
        boolean read() throws IOException {
            return channel.read(answer) < 0;
        }

        boolean isAnswered() {
            var text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            return text.startsWith("HTTP/1.1 200 OK\r\n") && text.endsWith("\r\n\r\n" + expected);
        }
    }
}
