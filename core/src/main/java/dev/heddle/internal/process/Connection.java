package dev.heddle.internal.process;

import dev.heddle.internal.process.child.Message;
import dev.heddle.internal.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of a worker's socket. Any thread sends, and none ever waits: what the kernel
 * does not take at once, the worker's thread writes later. Only that thread reads.
 */
final class Connection implements AutoCloseable {
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    // Guarded by itself.
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();

    /** While answers are handed over: what they give rise to goes out in one write. */
    private boolean gathering;

    private volatile @Nullable SocketChannel socket;

    // Only touched on the worker's thread.
    private @Nullable SelectionKey key;
    private boolean idle;
    private ByteBuffer in = ByteBuffer.allocateDirect(64 << 10);

    Connection() throws IOException {
        selector = Selector.open();
    }

    Selector selector() {
        return selector;
    }

    void use(SocketChannel connected) throws IOException {
        key = connected.register(selector, SelectionKey.OP_READ);
        socket = connected;
    }

    /** Runs something on the worker's thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    void wakeUp() {
        selector.wakeup();
    }

    /** A frame without its length, which is put in front of it: four bytes are left for that. */
    void send(ByteBuffer frame) {
        frame.flip().putInt(0, frame.limit() - Integer.BYTES);
        synchronized (unsent) {
            if (unsent.isEmpty() && !gathering) {
                write(frame);
            }
            if (!frame.hasRemaining()) {
                return;
            }
            unsent.add(frame);
            if (gathering) {
                return;
            }
        }
        selector.wakeup();
    }

    private void write(ByteBuffer... frames) {
        SocketChannel connected = socket;
        try {
            if (connected != null) {
                connected.write(frames);
            }
        } catch (IOException e) {
            // The worker is gone. Its thread reads the end of the stream, and says more about it.
            for (ByteBuffer frame : frames) {
                frame.position(frame.limit());
            }
        }
    }

    /** Waits until there is something to do, and does what others have left to be done. */
    void await(long millis) throws IOException {
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | (flush() ? 0 : SelectionKey.OP_WRITE));
        }
        // A listener that was interrupted must not make this spin.
        Thread.interrupted();
        idle = selector.select(millis) == 0;
        selector.selectedKeys().clear();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Whether nothing came the last time. */
    boolean isIdle() {
        return idle;
    }

    /** False if the kernel does not take all of it now. */
    private boolean flush() {
        synchronized (unsent) {
            if (!unsent.isEmpty()) {
                write(unsent.toArray(ByteBuffer[]::new));
                unsent.removeIf(frame -> !frame.hasRemaining());
            }
            return unsent.isEmpty();
        }
    }

    /**
     * Hands over all whole frames that are there, without their lengths, each valid during the
     * call.
     *
     * @return false after the worker has closed its end
     * @throws WireException if what came is no frame
     */
    boolean read(Consumer<ByteBuffer> frames) {
        int n = receive();
        while (n > 0) {
            boolean more = !in.hasRemaining();
            gather(true);
            try {
                parse(frames);
            } finally {
                gather(false);
            }
            n = more ? receive() : 0;
        }
        return n >= 0;
    }

    private void gather(boolean now) {
        synchronized (unsent) {
            gathering = now;
            if (!now) {
                flush();
            }
        }
    }

    private int receive() {
        SocketChannel connected = socket;
        try {
            return connected == null ? 0 : connected.read(in);
        } catch (IOException e) {
            // Reset: the worker died before it had read everything.
            return -1;
        }
    }

    private void parse(Consumer<ByteBuffer> frames) {
        in.flip();
        while (in.remaining() >= Integer.BYTES) {
            int length = in.getInt(in.position());
            if (length < 1 || length > Message.MAX_FRAME) {
                throw new WireException("a frame of " + length + " bytes");
            }
            int whole = Integer.BYTES + length;
            if (in.remaining() < whole) {
                makeRoom(whole);
                return;
            }
            frames.accept(in.slice(in.position() + Integer.BYTES, length));
            in.position(in.position() + whole);
        }
        in.compact();
    }

    private void makeRoom(int needed) {
        if (needed > in.capacity()) {
            in = ByteBuffer.allocateDirect(Message.MAX_FRAME + Integer.BYTES).put(in);
        } else {
            in.compact();
        }
    }

    @Override
    public void close() throws IOException {
        SocketChannel connected = socket;
        if (connected != null) {
            connected.close();
        }
        selector.close();
    }
}
