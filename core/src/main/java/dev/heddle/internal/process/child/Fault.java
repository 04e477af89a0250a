package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.Failures;
import java.nio.charset.StandardCharsets;

/** Why a call has no result: one of {@link Message}'s faults, and the bytes that go with it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Fault(byte kind, byte[] content) {
    private static final int LONGEST = 8192;

    static Fault ofWork(Throwable thrown) {
        return new Fault(Message.OF_WORK, Failures.encode(thrown));
    }

    static Fault of(byte kind, String message) {
        // What it says of a value may be as long as the value, and a frame has its bounds.
        String start = message.substring(0, Math.min(message.length(), LONGEST));
        return new Fault(kind, start.getBytes(StandardCharsets.UTF_8));
    }
}
