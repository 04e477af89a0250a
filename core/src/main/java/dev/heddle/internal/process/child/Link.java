package dev.heddle.internal.process.child;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * The worker's end of the socket. Only the thread that runs the work reads and writes: no other
 * thread is to be woken on the way.
 */
final class Link {
    private final SocketChannel socket;
    private ByteBuffer in = ByteBuffer.allocateDirect(128 << 10).limit(0);

    /** Read while something else was waited for. */
    private final ArrayDeque<ByteBuffer> early = new ArrayDeque<>();

    Link(SocketChannel socket) {
        this.socket = socket;
    }

    /** The next frame, without its length; valid until the next read. */
    ByteBuffer read() throws IOException {
        ByteBuffer waiting = early.poll();
        return waiting == null ? next() : waiting;
    }

    /** Reads until a frame of this type has come, and keeps the others for {@link #read}. */
    void await(byte type) throws IOException {
        for (ByteBuffer frame = next(); frame.get(0) != type; frame = next()) {
            early.add(ByteBuffer.allocate(frame.remaining()).put(frame).flip());
        }
    }

    void write(ByteBuffer frame) throws IOException {
        // What the work left behind would close the channel.
        Thread.interrupted();
        while (frame.hasRemaining()) {
            socket.write(frame);
        }
    }

    private ByteBuffer next() throws IOException {
        fill(Integer.BYTES);
        int length = in.getInt();
        if (length < 1 || length > Message.MAX_FRAME) {
            throw new IOException("a frame of " + length + " bytes");
        }
        fill(length);
        ByteBuffer frame = in.slice(in.position(), length);
        in.position(in.position() + length);
        return frame;
    }

    /** Until that many bytes are there. */
    private void fill(int needed) throws IOException {
        if (in.remaining() >= needed) {
            return;
        }
        if (needed > in.capacity()) {
            in = ByteBuffer.allocateDirect(Message.MAX_FRAME + Integer.BYTES).put(in);
        } else {
            in.compact();
        }
        while (in.position() < needed) {
            if (socket.read(in) < 0) {
                throw new EOFException("the parent has closed the connection");
            }
        }
        in.flip();
    }
}
