package dev.heddle.internal.wire;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A mapped page on which a pool and one worker settle who may have a call: one long a slot, {@code
 * callId << 2 | state}. Both change a slot by compare-and-set only where both might, so a call
 * either begins or is withdrawn, never both. Safe to use from any thread until {@link #close}.
 */
public final class ControlPage implements AutoCloseable {
    public static final int SLOTS = 64;

    /** Call ids have two bits fewer than a long, and are not negative. */
    public static final long MAX_CALL_ID = Long.MAX_VALUE >> 2;

    /** What becomes of the call in a slot. */
    public enum State {
        FREE(0),
        /** Sent to the worker, not begun. */
        SENT(1),
        RUNNING(2),
        /** Taken back by the pool before it began. */
        WITHDRAWN(3);

        private final int bits;

        State(int bits) {
            this.bits = bits;
        }
    }

    private static final State[] STATES = State.values();
    private static final int SIZE = 4096;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment page;

    private ControlPage(FileChannel file) throws IOException {
        try {
            page = file.map(FileChannel.MapMode.READ_WRITE, 0, SIZE, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** In the pool: a new file, all slots free. */
    public static ControlPage create(Path path) throws IOException {
        try (FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            SharedSegment.reserve(file, path, 0, SIZE);
            return new ControlPage(file);
        }
    }

    /** In the worker: the pool's file. */
    public static ControlPage attach(Path path) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (file.size() < SIZE) {
                throw new IOException(path + " is no control page: " + file.size() + " bytes");
            }
            return new ControlPage(file);
        }
    }

    /** In the pool, before the call's frame goes out. The slot is free or its call is settled. */
    public void send(int slot, long callId) {
        LONG.setVolatile(page, offset(slot), word(callId, State.SENT));
    }

    /** In the pool: true if the call has not begun, and now never will. */
    public boolean withdraw(int slot, long callId) {
        return change(slot, callId, State.SENT, State.WITHDRAWN);
    }

    /** In the worker: true if the call may run; false if it was withdrawn. */
    public boolean claim(int slot, long callId) {
        return change(slot, callId, State.SENT, State.RUNNING);
    }

    /** In the pool, after the worker's answer; or in either for a call known to be over. */
    public void free(int slot) {
        LONG.setVolatile(page, offset(slot), 0L);
    }

    public State state(int slot) {
        return STATES[(int) (read(slot) & 3)];
    }

    public long callId(int slot) {
        return read(slot) >>> 2;
    }

    /** After this, any use fails with IllegalStateException. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private long read(int slot) {
        return (long) LONG.getVolatile(page, offset(slot));
    }

    private boolean change(int slot, long callId, State from, State to) {
        return LONG.compareAndSet(page, offset(slot), word(callId, from), word(callId, to));
    }

    private static long offset(int slot) {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("slot " + slot + " of " + SLOTS);
        }
        return (long) slot * Long.BYTES;
    }

    private static long word(long callId, State state) {
        if (callId < 0 || callId > MAX_CALL_ID) {
            throw new IllegalArgumentException("call id " + callId);
        }
        return callId << 2 | state.bits;
    }
}
