package dev.heddle.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * One buffer that all connections of a loop read into: what came is looked at before the next is
 * read, and copied where it must be kept.
 */
final class WireBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int BYTES = 64 * 1_024;

    private final ByteBuf bytes = Unpooled.directBuffer(BYTES, BYTES);

    @Override
    @SuppressWarnings("deprecation") // it is what the interface has
    public Handle newHandle() {
        return new Shared();
    }

    void release() {
        bytes.release();
    }

    private final class Shared extends MaxMessageHandle {
        @Override
        public int guess() {
            return BYTES;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator ignored) {
            return bytes.clear().retain();
        }
    }
}
