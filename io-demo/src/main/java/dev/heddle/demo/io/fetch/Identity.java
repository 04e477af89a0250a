package dev.heddle.demo.io.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same, as a key of 128 bits: among a billion, two meet with a chance
 * of one in 10²⁰. Used by one thread.
 */
final class Identity {
    private static final int BYTES = 16;

    private final MessageDigest sha = sha256();

    /** The key of a request by what is sent, without its headers. */
    Key ofContent(Request request) {
        var body = request.body();
        return ofContent(request.method(), request.url(), body == null ? null : body.hash());
    }

    /** The key of a request, or of its record: by its id if it has one, else by what is sent. */
    Key of(@Nullable String id, String method, String url, @Nullable String bodyHash) {
        return id == null ? ofContent(method, url, bodyHash) : key("id " + id);
    }

    Key of(Request request) {
        String id = request.id();
        return id == null ? ofContent(request) : key("id " + id);
    }

    private Key ofContent(String method, String url, @Nullable String bodyHash) {
        // A method has no blank in it, and a hash neither.
        return key("request " + method + " " + (bodyHash == null ? "-" : bodyHash) + " " + url);
    }

    private Key key(String text) {
        var digest = ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Key(digest.getLong(), digest.getLong());
    }

    String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha.digest(bytes), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 128 bits of a hash. */
    record Key(long high, long low) {}
}
