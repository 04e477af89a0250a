package dev.heddle.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.decoder.DecoderJNI.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** br (RFC 7932), by Google's decoder; a window has 16 MiB at most. */
final class BrotliCoding implements Coding {
    private static final int INPUT_BYTES = 4 << 10;

    private final DecoderJNI.Wrapper decoder;
    private boolean begun;

    BrotliCoding() {
        Brotli4jLoader.ensureAvailability();
        try {
            decoder = new DecoderJNI.Wrapper(INPUT_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int decode(ByteBuffer in, byte[] out) throws DataFormatException {
        while (true) {
            var status = decoder.getStatus();
            if (decoder.hasOutput() || status == Status.NEEDS_MORE_OUTPUT) {
                int made = pull(out);
                if (made > 0) {
                    return made;
                }
                continue;
            }
            switch (status) {
                case OK, NEEDS_MORE_OUTPUT -> decoder.push(0);
                case NEEDS_MORE_INPUT -> {
                    if (!in.hasRemaining()) {
                        return 0;
                    }
                    push(in);
                }
                case DONE -> {
                    if (in.hasRemaining()) {
                        throw new DataFormatException("more follows its end");
                    }
                    return 0;
                }
                case ERROR -> throw new DataFormatException("its decoder refuses it");
            }
        }
    }

    private int pull(byte[] out) {
        var made = decoder.pull(out.length);
        int size = made.remaining();
        made.get(out, 0, size);
        return size;
    }

    private void push(ByteBuffer in) {
        begun = true;
        var input = decoder.getInputBuffer();
        input.clear();
        int size = Math.min(in.remaining(), input.remaining());
        input.put(0, in, in.position(), size);
        in.position(in.position() + size);
        decoder.push(size);
    }

    @Override
    public boolean isComplete() {
        return !begun || decoder.getStatus() == Status.DONE;
    }

    @Override
    public void close() {
        decoder.destroy();
    }
}
