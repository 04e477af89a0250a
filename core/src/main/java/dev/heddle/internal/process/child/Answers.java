package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.Payload;
import dev.heddle.internal.wire.SharedSegment;
import dev.heddle.internal.wire.TypeNotAllowedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the worker says, and the shared memory in which its large results lie. */
final class Answers {
    private static final byte NOTHING = 0;
    private static final int HEAD = Integer.BYTES + 3 + 2 * Long.BYTES;
    private static final int FAILURE_HEAD = 2 * Integer.BYTES + 1;
    private static final int KIND_AND_SIZE = 1 + Long.BYTES;
    private static final byte[] NONE = {};

    private final Link link;
    private final Codec codec;
    private final SharedSegment out;
    private final int inlineLimit;
    private final long resultLimit;

    /** The parent has not read yet what lies in {@link #out}. */
    private boolean outBusy;

    /** What small answers are written with: one copy less. */
    private final ByteBuffer small;

    Answers(Link link, Codec codec, SharedSegment out, Bootstrap bootstrap) {
        this.link = link;
        this.codec = codec;
        this.out = out;
        this.inlineLimit = bootstrap.inlineLimit();
        this.resultLimit = bootstrap.resultLimit();
        this.small = ByteBuffer.allocateDirect(8 << 10);
    }

    void ready() throws IOException {
        plain(Message.READY);
    }

    void inFree() throws IOException {
        plain(Message.IN_FREE);
    }

    void outFree() {
        outBusy = false;
    }

    void notReady(Fault fault) throws IOException {
        ByteBuffer frame = frame(2 + fault.content().length).put(Message.NOT_READY);
        send(frame.put(fault.kind()).put(fault.content()));
    }

    void skipped(byte slot, long callId) throws IOException {
        send(frame(2 + Long.BYTES).put(Message.SKIPPED).put(slot).putLong(callId));
    }

    void result(byte slot, long callId, long nanos, @Nullable Object result) throws IOException {
        Payload payload;
        try {
            payload = codec.encode(result);
        } catch (Throwable e) {
            failure(slot, callId, nanos, unencodable(e), 0, null);
            return;
        }
        Fault fault = place(payload);
        if (fault != null) {
            failure(slot, callId, nanos, fault, 0, null);
            return;
        }
        answer(slot, callId, nanos, null, 0, payload);
    }

    /** With what a batch had done before. */
    void failure(
            byte slot,
            long callId,
            long nanos,
            Fault fault,
            int index,
            @Nullable Object @Nullable [] before)
            throws IOException {
        Payload payload = codec.encode(before);
        Fault second = place(payload);
        answer(slot, callId, nanos, fault, index, second == null ? payload : codec.encode(null));
    }

    /** Why this may not be a result; null if it may. */
    @Nullable Fault refusal(@Nullable Object result) {
        if (result == null || result instanceof String || result instanceof Number) {
            return null;
        }
        try {
            codec.encode(result);
            return null;
        } catch (Throwable e) {
            return unencodable(e);
        }
    }

    private static Fault unencodable(Throwable e) {
        return e instanceof TypeNotAllowedException
                ? Fault.of(Message.NOT_ALLOWED, String.valueOf(e.getMessage()))
                : Fault.of(Message.NOT_ENCODABLE, String.valueOf(e));
    }

    /** Sees to it that a large payload has its place. */
    private @Nullable Fault place(Payload payload) throws IOException {
        long size = payload.size();
        if (size > resultLimit) {
            return Fault.of(
                    Message.TOO_LARGE,
                    "the result has " + size + " bytes, and at most " + resultLimit + " may be");
        }
        if (size <= inlineLimit) {
            return null;
        }
        if (outBusy) {
            link.await(Message.OUT_FREE);
            outBusy = false;
        }
        try {
            if (size > out.size()) {
                out.grow(size);
            }
        } catch (IOException e) {
            return Fault.of(Message.NO_SHARED_MEMORY, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private void answer(
            byte slot, long callId, long nanos, @Nullable Fault fault, int index, Payload payload)
            throws IOException {
        boolean shared = payload.size() > inlineLimit;
        byte[] failure = fault == null ? NONE : fault.content();
        int size = HEAD + FAILURE_HEAD + failure.length + KIND_AND_SIZE;
        ByteBuffer frame = frame(shared ? size : size + (int) payload.size());
        int flags = (shared ? Message.SHARED : 0) | (fault == null ? 0 : Message.FAILURE);
        frame.put(Message.ANSWER).put(slot).put((byte) flags).putLong(callId).putLong(nanos);
        if (fault != null) {
            frame.putInt(index).put(fault.kind()).putInt(failure.length).put(failure);
        }
        frame.put(payload.kind());
        if (shared) {
            payload.writeTo(out.memory());
            outBusy = true;
            frame.putLong(payload.size());
        } else {
            payload.writeTo(MemorySegment.ofBuffer(frame));
            frame.position(frame.position() + (int) payload.size());
        }
        send(frame);
    }

    private void plain(byte type) throws IOException {
        send(frame(1).put(type));
    }

    /** Room for the length, and after it at least this much. */
    private ByteBuffer frame(int size) {
        int whole = Integer.BYTES + size;
        ByteBuffer frame = whole <= small.capacity() ? small.clear() : ByteBuffer.allocate(whole);
        return frame.putInt(NOTHING);
    }

    private void send(ByteBuffer frame) throws IOException {
        frame.flip();
        link.write(frame.putInt(0, frame.limit() - Integer.BYTES));
    }
}
