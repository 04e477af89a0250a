package dev.heddle.internal.process;

import dev.heddle.internal.process.child.Message;
import dev.heddle.internal.wire.Payload;
import dev.heddle.internal.wire.SharedSegment;
import dev.heddle.internal.wire.TypeNotAllowedException;
import dev.heddle.internal.wire.WireException;
import dev.heddle.internal.wire.WorkRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts calls into frames and payloads into shared memory. What is small is encoded by whoever
 * sends; the rest by a thread of the worker's own, which is there only while it has something to
 * do.
 */
final class Sender {
    private static final int HEAD = Integer.BYTES + 3 + Long.BYTES + 3 * Integer.BYTES;
    private static final int KIND_AND_SIZE = 1 + Long.BYTES;
    private static final byte[] KNOWN = {};
    private static final int IDLE_SECONDS = 5;

    private final WorkerSettings settings;
    private final Calls calls;
    private final Connection connection;
    private final Refusals refusals;
    private final ThreadPoolExecutor writer;

    private final Map<WorkRef, Numbered> works = new ConcurrentHashMap<>();
    private final AtomicInteger lastNumber = new AtomicInteger();

    /** Only touched by the writer, and only with the permit: the worker gives it back. */
    private final SharedSegment in;

    private final Semaphore inFree = new Semaphore(1);

    /** The call whose input lies in the segment. */
    private volatile long inSegment = Calls.NONE;

    /** Calls that end before they reach the worker; called on any thread. */
    interface Refusals {
        void refused(int slot, long callId, Throwable why);

        void withdrawn(int slot, long callId);
    }

    Sender(
            String name,
            WorkerSettings settings,
            Calls calls,
            Connection connection,
            SharedSegment in,
            Refusals refusals) {
        this.settings = settings;
        this.calls = calls;
        this.connection = connection;
        this.in = in;
        this.refusals = refusals;
        this.writer =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name(name + "-writer").factory());
        writer.allowCoreThreadTimeOut(true);
    }

    /** False if the worker has no slot free. */
    boolean send(Outgoing call) {
        int slot = calls.open(call.callId());
        if (slot == Calls.NONE) {
            return false;
        }
        if (call.context().isEmpty()
                && Payloads.isSmall(call.input(), settings.limits().inline())) {
            encodeAndWrite(slot, call);
            return true;
        }
        try {
            writer.execute(() -> encodeAndWrite(slot, call));
        } catch (RejectedExecutionException e) {
            // The worker has just died: its slots say that this call never began.
        }
        return true;
    }

    /** The worker has read what lay in its segment, or answered without. */
    void inputRead() {
        if (inSegment != Calls.NONE) {
            inSegment = Calls.NONE;
            inFree.release();
        }
    }

    void settled(long callId) {
        if (inSegment == callId) {
            inputRead();
        }
    }

    /** The segment may be closed afterwards. */
    void close() {
        writer.shutdownNow();
        try {
            if (!writer.awaitTermination(
                    settings.limits().grace().toNanos(), TimeUnit.NANOSECONDS)) {
                WorkerProcess.LOG.warn("the writer of a worker does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void encodeAndWrite(int slot, Outgoing call) {
        try {
            byte[] context = Payloads.context(settings.codec(), call.context());
            Payload payload = settings.codec().encode(call.input());
            if (payload.size() <= settings.limits().inline()) {
                write(slot, call, context, payload, false);
            } else {
                share(slot, call, context, payload);
            }
        } catch (TypeNotAllowedException | WireException e) {
            refuse(slot, call, WorkerFault.Kind.INPUT_NOT_ENCODABLE, e);
        } catch (IOException e) {
            refuse(slot, call, WorkerFault.Kind.SHARED_MEMORY, e);
        } catch (InterruptedException e) {
            // The worker has died; its slots say that this call never began.
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            refuse(slot, call, WorkerFault.Kind.INPUT_NOT_ENCODABLE, e);
        }
    }

    private void refuse(int slot, Outgoing call, WorkerFault.Kind kind, Throwable why) {
        String message = why instanceof RuntimeException ? why.getMessage() : why.toString();
        WorkerFault fault = new WorkerFault(kind, String.valueOf(message), why);
        connection.execute(() -> refusals.refused(slot, call.callId(), fault));
    }

    private void share(int slot, Outgoing call, byte[] context, Payload payload)
            throws IOException, InterruptedException {
        inFree.acquire();
        if (!calls.isSent(slot)) {
            inFree.release();
            connection.execute(() -> refusals.withdrawn(slot, call.callId()));
            return;
        }
        try {
            if (payload.size() > in.size()) {
                in.grow(payload.size());
            }
            payload.writeTo(in.memory());
        } catch (IOException | RuntimeException | Error e) {
            inFree.release();
            throw e;
        }
        inSegment = call.callId();
        write(slot, call, context, payload, true);
    }

    private void write(int slot, Outgoing call, byte[] context, Payload payload, boolean shared) {
        Numbered work = works.computeIfAbsent(call.work(), this::number);
        byte[] definition = work.told ? KNOWN : call.work().toBytes();
        int size = HEAD + definition.length + context.length + KIND_AND_SIZE;
        ByteBuffer frame = ByteBuffer.allocate(shared ? size : size + (int) payload.size());
        int flags = (call.batch() ? Message.BATCH : 0) | (shared ? Message.SHARED : 0);
        frame.position(Integer.BYTES);
        frame.put(Message.CALL).put((byte) slot).put((byte) flags).putLong(call.callId());
        frame.putInt(work.number);
        frame.putInt(definition.length).put(definition);
        frame.putInt(context.length).put(context);
        frame.put(payload.kind());
        if (shared) {
            frame.putLong(payload.size());
        } else {
            Payloads.put(frame, payload);
        }
        connection.send(frame);
        // Who sends the same work at the same time may tell it again, which does no harm.
        work.told = true;
    }

    private Numbered number(WorkRef work) {
        return new Numbered(lastNumber.incrementAndGet());
    }

    /** Work is told by name once, and by number from then on. */
    private static final class Numbered {
        private final int number;
        private volatile boolean told;

        Numbered(int number) {
            this.number = number;
        }
    }
}
