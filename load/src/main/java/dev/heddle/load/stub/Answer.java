package dev.heddle.load.stub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;

/** An answer as its bytes, which are written as they are. Any thread. */
final class Answer {
    private static final String KEEP_ALIVE = "connection: keep-alive\r\n";

    private final ByteBuf whole;
    private final ByteBuf headOnly;
    private final ByteBuf forOldClients;

    Answer(int status, String contentType, byte[] body) {
        String head =
                "HTTP/1.1 "
                        + HttpResponseStatus.valueOf(status)
                        + "\r\n"
                        + (mayHaveBody(status)
                                ? "content-type: "
                                        + contentType
                                        + "\r\ncontent-length: "
                                        + body.length
                                        + "\r\n"
                                : "");
        byte[] sent = mayHaveBody(status) ? body : new byte[0];
        headOnly = bytes(head + "\r\n", new byte[0]);
        whole = bytes(head + "\r\n", sent);
        forOldClients = bytes(head + KEEP_ALIVE + "\r\n", sent);
    }

    /** RFC 9110, 6.4.1. */
    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    private static ByteBuf bytes(String head, byte[] body) {
        byte[] first = head.getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, all, first.length, body.length);
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(all).asReadOnly());
    }

    /** For a client that keeps its connection without being told. */
    ByteBuf whole() {
        return whole.duplicate();
    }

    /** For HEAD. */
    ByteBuf headOnly() {
        return headOnly.duplicate();
    }

    /** For a client of HTTP/1.0 that asked for its connection to be kept. */
    ByteBuf forOldClients() {
        return forOldClients.duplicate();
    }
}
