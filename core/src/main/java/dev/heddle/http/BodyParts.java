package dev.heddle.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a streamed body and nobody has read yet. Of a body in a content coding one part
 * is decoded ahead, to know whether there is one, and no more. Only touched on the loop.
 */
final class BodyParts {
    private final Queue<byte[]> parts = new ArrayDeque<>();
    private @Nullable BodyDecoder decoder;

    void decodeBy(@Nullable BodyDecoder value) {
        decoder = value;
    }

    void add(ByteBuf part) {
        if (decoder == null) {
            parts.add(ByteBufUtil.getBytes(part));
        } else {
            decoder.add(part);
        }
    }

    /** Nothing more comes. */
    void end() {
        if (decoder != null) {
            decoder.end();
        }
    }

    /** Throws what {@link BodyDecoder#next} throws. */
    boolean isEmpty() {
        if (parts.isEmpty() && decoder != null) {
            var next = decoder.next();
            if (next != null) {
                parts.add(bytes(next));
            }
        }
        return parts.isEmpty();
    }

    private static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }

    byte[] remove() {
        return parts.remove();
    }

    /** Nobody will read what is left. */
    void clear() {
        parts.clear();
        if (decoder != null) {
            decoder.close();
        }
    }
}
