package dev.heddle.http;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/**
 * A content coding (RFC 9110, 8.4.1) on its way back, piece by piece: never more at a time than is
 * asked for, so that a bomb stays what it was when it came. Only touched on the loop.
 */
interface Coding extends AutoCloseable {
    /**
     * Decodes the next piece.
     *
     * @param in what came; read from, not kept
     * @param out filled from its beginning
     * @return how many bytes of {@code out} are filled; 0 only once all of {@code in} was read
     * @throws DataFormatException if this is not what it is said to be; its message says why
     */
    int decode(ByteBuffer in, byte[] out) throws DataFormatException;

    /** Whether what came so far is all there has to be. */
    boolean isComplete();

    /** Frees its memory, which is not the heap's. */
    @Override
    void close();
}
