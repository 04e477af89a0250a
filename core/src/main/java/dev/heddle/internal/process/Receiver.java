package dev.heddle.internal.process;

import dev.heddle.internal.process.child.Message;
import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.Failures;
import dev.heddle.internal.wire.SharedSegment;
import dev.heddle.internal.wire.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says, understood and told to the listener. Whatever it is that cannot be understood
 * becomes an exception, and that the worker's end.
 */
final class Receiver implements Consumer<ByteBuffer>, Sender.Refusals {
    private final WorkerProcess worker;
    private final Codec codec;
    private final Failures.StandIn standIn;
    private final long resultLimit;
    private final Calls calls;
    private final Connection connection;
    private final SharedSegment out;
    private final Start start;
    private @Nullable Sender sender;

    /** Who wants to know how the start went. */
    interface Start {
        void ready();

        void notReady(Throwable why);
    }

    Receiver(
            WorkerProcess worker,
            WorkerSettings settings,
            Calls calls,
            Connection connection,
            SharedSegment out,
            Start start) {
        this.worker = worker;
        this.codec = settings.codec();
        this.standIn = settings.standIn();
        this.resultLimit = settings.limits().result();
        this.calls = calls;
        this.connection = connection;
        this.out = out;
        this.start = start;
    }

    void sender(Sender theSender) {
        this.sender = theSender;
    }

    @Override
    public void accept(ByteBuffer frame) {
        byte type = frame.get();
        switch (type) {
            case Message.ANSWER -> answer(frame);
            case Message.SKIPPED -> withdrawn(frame.get(), frame.getLong());
            case Message.IN_FREE -> sender().inputRead();
            case Message.READY -> start.ready();
            case Message.NOT_READY -> start.notReady(fault(frame.get(), rest(frame)));
            default -> throw new WireException("no message is of type " + type);
        }
    }

    private Sender sender() {
        if (sender == null) {
            throw new WireException("a worker that is not ready has answered");
        }
        return sender;
    }

    private void answer(ByteBuffer frame) {
        int slot = frame.get();
        int flags = frame.get();
        long callId = frame.getLong();
        long nanos = frame.getLong();
        Throwable failure = null;
        int index = 0;
        if ((flags & Message.FAILURE) != 0) {
            index = frame.getInt();
            byte kind = frame.get();
            byte[] content = new byte[requireSize(frame.getInt(), frame.remaining())];
            frame.get(content);
            failure = fault(kind, content);
        }
        Object value = null;
        try {
            value = payload(frame, (flags & Message.SHARED) != 0);
        } catch (OutOfMemoryError e) {
            // The worker did its part: it is this JVM that has no room for the result.
            failure = failure == null ? e : failure;
        }
        settle(slot, callId);
        if (failure == null) {
            worker.tell(value, (l, w, v) -> l.result(w, callId, v, nanos));
        } else {
            Throwable told =
                    value instanceof Object[] before
                            ? new BatchFailure(index, before, failure)
                            : failure;
            worker.tell(told, (l, w, why) -> l.failed(w, callId, why, nanos));
        }
    }

    private @Nullable Object payload(ByteBuffer frame, boolean shared) {
        byte kind = frame.get();
        if (!shared) {
            return codec.decode(kind, MemorySegment.ofBuffer(frame));
        }
        long size = frame.getLong();
        if (size < 0 || size > resultLimit) {
            throw new WireException("a result of " + size + " bytes");
        }
        try {
            if (size > out.size()) {
                out.map();
            }
            return codec.decode(kind, out.memory().asSlice(0, size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connection.send(ByteBuffer.allocate(Integer.BYTES + 1).putInt(0).put(Message.OUT_FREE));
        }
    }

    private Throwable fault(byte kind, byte[] content) {
        if (kind == Message.OF_WORK) {
            return Failures.decode(
                    content, codec, standIn, Failures.place(worker.name(), worker.pid()));
        }
        WorkerFault.Kind name =
                switch (kind) {
                    case Message.TOO_LARGE -> WorkerFault.Kind.RESULT_TOO_LARGE;
                    case Message.NOT_ENCODABLE -> WorkerFault.Kind.RESULT_NOT_ENCODABLE;
                    case Message.NOT_ALLOWED -> WorkerFault.Kind.RESULT_NOT_ALLOWED;
                    case Message.WORK_NOT_FOUND -> WorkerFault.Kind.WORK_NOT_FOUND;
                    case Message.NO_SHARED_MEMORY -> WorkerFault.Kind.SHARED_MEMORY;
                    default -> throw new WireException("no fault is of kind " + kind);
                };
        return new WorkerFault(name, new String(content, StandardCharsets.UTF_8), null);
    }

    private static byte[] rest(ByteBuffer frame) {
        byte[] rest = new byte[frame.remaining()];
        frame.get(rest);
        return rest;
    }

    private static int requireSize(int size, int most) {
        if (size < 0 || size > most) {
            throw new WireException(size + " bytes of " + most);
        }
        return size;
    }

    private void settle(int slot, long callId) {
        if (!calls.settle(slot, callId)) {
            throw new WireException("it answered call " + callId + ", which it does not have");
        }
        sender().settled(callId);
        worker.settled();
    }

    // --- calls that the worker did not run --------------------------------------------------

    @Override
    public void withdrawn(int slot, long callId) {
        settle(slot, callId);
        worker.tell(callId, (l, w, id) -> l.skipped(w, id));
    }

    @Override
    public void refused(int slot, long callId, Throwable why) {
        settle(slot, callId);
        worker.tell(why, (l, w, failure) -> l.failed(w, callId, failure, 0));
    }
}
