package dev.heddle.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as the bytes that go over the wire.
 *
 * @param name what it is called in messages
 * @param bytes head and body, in a direct buffer of which each connection has a view
 * @param isHead whether its answer has no body
 * @param mayRepeat whether to send it twice does what to send it once does (RFC 9110, 9.2.2)
 */
record WireRequest(String name, ByteBuf bytes, boolean isHead, boolean mayRepeat) {
    private static final Set<String> IDEMPOTENT =
            Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    /** Without a body, these say that they have none (RFC 9110, 8.6). */
    private static final Set<String> USUALLY_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** What changes how a message ends, or what the connection is used for. */
    private static final Set<String> NOT_PLAIN =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** Whether a request needs no more than {@link WireSender} can. */
    static boolean isPlain(LoadRequest request) {
        return WireUrl.isPlain(request.url())
                && !request.method().equals("CONNECT")
                && request.method().chars().allMatch(c -> c > ' ' && c < 0x7f)
                && request.headers().keySet().stream()
                        .noneMatch(name -> NOT_PLAIN.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** Of a {@link #isPlain plain} request; {@link #release} it in the end. */
    static WireRequest of(LoadRequest request) {
        var url = WireUrl.of(request.url());
        String text = request.body();
        byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        byte[] head = head(request, url, body.length).getBytes(StandardCharsets.ISO_8859_1);
        var bytes = Unpooled.directBuffer(head.length + body.length);
        bytes.writeBytes(head).writeBytes(body);
        return new WireRequest(
                request.method() + " " + request.url(),
                bytes,
                request.method().equals("HEAD"),
                IDEMPOTENT.contains(request.method()));
    }

    private static String head(LoadRequest request, WireUrl url, int length) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("host", url.authority());
        headers.put("accept", "*/*");
        headers.put("user-agent", Senders.AGENT);
        if (request.body() != null || USUALLY_WITH_BODY.contains(request.method())) {
            headers.put("content-length", Integer.toString(length));
        }
        headers.putAll(request.headers());
        var head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(url.path()).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /** To be written by one connection, one time after the other. */
    ByteBuf view() {
        return Unpooled.unreleasableBuffer(bytes.duplicate());
    }

    void release() {
        bytes.release();
    }
}
