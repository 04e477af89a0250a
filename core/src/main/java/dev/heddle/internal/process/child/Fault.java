package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.Failures;
import java.nio.charset.StandardCharsets;

/** Why a call has no result: one of {@link Message}'s faults, and the bytes that go with it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Fault(byte kind, byte[] content) {

    static Fault ofWork(Throwable thrown) {
        return new Fault(Message.OF_WORK, Failures.encode(thrown));
    }

    static Fault of(byte kind, String message) {
        return new Fault(kind, message.getBytes(StandardCharsets.UTF_8));
    }
}
