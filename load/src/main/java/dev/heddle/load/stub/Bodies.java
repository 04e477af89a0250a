package dev.heddle.load.stub;

import java.util.Arrays;

/** What stubs answer with, checked. */
final class Bodies {
    private static final int MOST = 100_000_000;

    private Bodies() {}

    static int checkedStatus(int code) {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("a status is 200..599: " + code);
        }
        return code;
    }

    static byte[] ofSize(int bytes) {
        if (bytes < 0 || bytes > MOST) {
            throw new IllegalArgumentException("a body has 0 to 100 million bytes: " + bytes);
        }
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) 'x');
        return body;
    }
}
