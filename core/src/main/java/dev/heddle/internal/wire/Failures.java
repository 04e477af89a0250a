package dev.heddle.internal.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Failures to bytes and back: type, message, stack trace, causes and suppressed ones. Long ones are
 * cut, with a note that says so. Safe to use from any thread.
 */
public final class Failures {
    static final int MAX_DEPTH = 16;
    static final int MAX_THROWABLES = 64;
    static final int MAX_FRAMES = 256;

    private Failures() {}

    /** Makes what stands for a failure whose type cannot be had here. */
    @FunctionalInterface
    public interface StandIn {
        Throwable of(String type, @Nullable String message, @Nullable Throwable cause);
    }

    /** Never fails, whatever the methods of {@code failure} do, and never above 256 KB. */
    public static byte[] encode(Throwable failure) {
        return new FailureWriter().write(failure);
    }

    /**
     * The failure again, of the same type where that is public in the JDK's {@code java.*} packages
     * or allowed by the codec, and has a public constructor from message and cause, message, or
     * nothing. Its stack trace is the one it had there, with {@code place} below.
     *
     * @throws WireException if the bytes are no failure
     */
    public static Throwable decode(
            byte[] bytes, Codec codec, StandIn standIn, StackTraceElement place) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            Throwable failure = new FailureReader(in, codec, standIn, place).read();
            if (in.available() > 0) {
                throw new WireException(in.available() + " bytes too many for a failure");
            }
            return failure;
        } catch (IOException e) {
            throw new WireException("these bytes are no failure", e);
        }
    }

    /** What a stack trace shows as {@code at worker.cores-1(pid 123)}. */
    public static StackTraceElement place(String worker, long pid) {
        return new StackTraceElement("worker", worker, "pid " + pid, -1);
    }
}
