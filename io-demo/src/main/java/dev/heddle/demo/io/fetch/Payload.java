package dev.heddle.demo.io.fetch;

import org.jspecify.annotations.Nullable;

/** The body of a request. */
final class Payload {
    final byte[] bytes;

    /** Its {@code Content-Type}, unless a header says otherwise. */
    final String type;

    private @Nullable String hash;

    Payload(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** 128 bits of its SHA-256, in hexadecimal digits. */
    synchronized String hash() {
        String known = hash;
        if (known == null) {
            known = new Identity().hex(bytes);
            hash = known;
        }
        return known;
    }
}
