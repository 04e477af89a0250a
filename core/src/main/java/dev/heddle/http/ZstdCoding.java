package dev.heddle.http;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** zstd (RFC 8878): any number of frames. */
final class ZstdCoding implements Coding {
    /** 8 MiB, more than which no answer may ask for (RFC 9659). */
    private static final int MAX_WINDOW_LOG = 23;

    private final ZstdDecompressCtx decoder = new ZstdDecompressCtx().setLongMax(MAX_WINDOW_LOG);
    private boolean complete = true;

    @Override
    public int decode(ByteBuffer in, byte[] out) throws DataFormatException {
        var made = ByteBuffer.wrap(out);
        while (made.position() == 0 && !(complete && !in.hasRemaining())) {
            int before = in.position();
            step(made, in);
            if (made.position() == 0 && in.position() == before) {
                break;
            }
        }
        return made.position();
    }

    private void step(ByteBuffer out, ByteBuffer in) throws DataFormatException {
        try {
            complete = decoder.decompressByteBufferStream(out, in);
        } catch (ZstdException e) {
            var reason = new DataFormatException(e.getMessage());
            reason.initCause(e);
            throw reason;
        }
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
