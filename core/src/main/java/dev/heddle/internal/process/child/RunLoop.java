package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.ControlPage;
import dev.heddle.internal.wire.Invocable;
import dev.heddle.internal.wire.SharedSegment;
import dev.heddle.internal.wire.TypeNotAllowedException;
import dev.heddle.internal.wire.WireException;
import dev.heddle.internal.wire.WorkRef;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads, claims, runs, answers: one thread, one call after the other. */
final class RunLoop {
    private final Link link;
    private final Answers answers;
    private final ControlPage page;
    private final SharedSegment in;
    private final Works works;

    RunLoop(Link link, Answers answers, ControlPage page, SharedSegment in, Works works) {
        this.link = link;
        this.answers = answers;
        this.page = page;
        this.in = in;
        this.works = works;
    }

    /** Says whether the worker is ready; true if it is. */
    boolean initialize(Bootstrap bootstrap) throws IOException {
        try {
            if (bootstrap.initializer().length > 0) {
                ByteBuffer input = ByteBuffer.wrap(bootstrap.initializerInput());
                Object value = works.decode(input.get(), MemorySegment.ofBuffer(input));
                works.find(WorkRef.fromBytes(bootstrap.initializer())).apply(value);
            }
        } catch (Throwable e) {
            answers.notReady(
                    e instanceof WireException
                            ? Fault.of(Message.WORK_NOT_FOUND, String.valueOf(e.getMessage()))
                            : Fault.ofWork(e));
            return false;
        }
        answers.ready();
        return true;
    }

    /** Until the parent says goodbye; true then. */
    boolean run() throws IOException {
        while (true) {
            ByteBuffer frame = link.read();
            switch (frame.get()) {
                case Message.CALL -> call(frame);
                case Message.OUT_FREE -> answers.outFree();
                case Message.BYE -> {
                    return true;
                }
                default -> throw new IOException("no frame is of type " + frame.get(0));
            }
        }
    }

    private void call(ByteBuffer frame) throws IOException {
        byte slot = frame.get();
        int flags = frame.get();
        long callId = frame.getLong();
        int number = frame.getInt();
        byte[] definition = bytes(frame);
        byte[] context = bytes(frame);
        if (definition.length > 0) {
            works.define(number, definition);
        }
        if (!page.claim(slot, callId)) {
            answers.skipped(slot, callId);
            return;
        }
        Object input;
        Invocable work;
        try {
            input = input(frame, flags);
            work = works.find(number);
        } catch (WireException | TypeNotAllowedException e) {
            Fault fault = Fault.of(Message.WORK_NOT_FOUND, String.valueOf(e.getMessage()));
            answers.failure(slot, callId, 0, fault, 0, null);
            return;
        }
        Call call = new Call(answers, work);
        if (context.length == 0) {
            run(call, slot, flags, callId, input);
        } else {
            runWithContext(call, slot, flags, callId, input, context);
        }
    }

    private static void run(Call call, byte slot, int flags, long callId, @Nullable Object input)
            throws IOException {
        if ((flags & Message.BATCH) == 0) {
            call.run(slot, callId, input);
        } else {
            call.runBatch(slot, callId, list(input));
        }
    }

    private void runWithContext(
            Call call, byte slot, int flags, long callId, @Nullable Object input, byte[] context)
            throws IOException {
        ByteBuffer encoded = ByteBuffer.wrap(context);
        Object values = works.decode(encoded.get(), MemorySegment.ofBuffer(encoded));
        try {
            CallContext.of(list(values))
                    .around(() -> {
                        run(call, slot, flags, callId, input);
                        return call;
                    });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // a run has no others
        }
    }

    private @Nullable Object input(ByteBuffer frame, int flags) throws IOException {
        byte kind = frame.get();
        if ((flags & Message.SHARED) == 0) {
            return works.decode(kind, MemorySegment.ofBuffer(frame));
        }
        long size = frame.getLong();
        if (size > in.size()) {
            in.map();
        }
        try {
            return works.decode(kind, in.memory().asSlice(0, size));
        } finally {
            answers.inFree();
        }
    }

    private static @Nullable Object[] list(@Nullable Object value) throws IOException {
        if (value instanceof @Nullable Object[] list) {
            return list;
        }
        throw new IOException("not a list: " + value);
    }

    private static byte[] bytes(ByteBuffer frame) {
        byte[] bytes = new byte[frame.getInt()];
        frame.get(bytes);
        return bytes;
    }
}
