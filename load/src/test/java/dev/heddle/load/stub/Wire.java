package dev.heddle.load.stub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection whose bytes a test writes itself. Reading fails after 20 s. */
final class Wire implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    Wire(int port) throws IOException {
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MILLIS);
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return this;
    }

    /** As many bytes as that text has. */
    String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    /** All until the server closes. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
