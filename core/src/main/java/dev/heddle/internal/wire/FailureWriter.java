package dev.heddle.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one failure for {@link Failures}. The methods of a throwable are its author's and may do
 * anything: each is asked with a way out.
 */
final class FailureWriter {
    private static final int MAX_TEXT = 8192;

    /** From here on only types and the start of messages. */
    private static final int ENOUGH = 128 << 10;

    private static final int SHORT_TEXT = 200;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    byte[] write(Throwable failure) {
        try {
            seen.add(failure);
            write(failure, 1);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Throwable failure, int depth) throws IOException {
        text(failure.getClass().getName());
        optional(message(failure));
        frames(stackTrace(failure));
        Throwable cause = cause(failure);
        boolean hasCause = cause != null && enter(cause, depth);
        out.writeBoolean(hasCause);
        if (cause != null && hasCause) {
            write(cause, depth + 1);
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (enter(suppressed, depth)) {
                out.writeBoolean(true);
                write(suppressed, depth + 1);
            }
        }
        out.writeBoolean(false);
    }

    /** False for one that is there already, in a cycle or not, and beyond the limits. */
    private boolean enter(Throwable next, int depth) {
        return depth < Failures.MAX_DEPTH
                && seen.size() < Failures.MAX_THROWABLES
                && seen.add(next);
    }

    private void frames(StackTraceElement[] frames) throws IOException {
        int count = withoutMachinery(frames);
        int kept = Math.min(count, bytes.size() < ENOUGH ? Failures.MAX_FRAMES : 0);
        out.writeInt(kept < count ? kept + 1 : kept);
        for (int i = 0; i < kept; i++) {
            frame(frames[i]);
        }
        if (kept < count) {
            frame(new StackTraceElement("frames", "cut", (count - kept) + " more", -1));
        }
    }

    private void frame(StackTraceElement frame) throws IOException {
        optional(frame.getClassLoaderName());
        optional(frame.getModuleName());
        optional(frame.getModuleVersion());
        text(frame.getClassName());
        text(frame.getMethodName());
        optional(frame.getFileName());
        out.writeInt(frame.getLineNumber());
    }

    /** How many frames are the work's: the worker's own, below, say nothing to a user. */
    private static int withoutMachinery(StackTraceElement[] frames) {
        int end = frames.length;
        boolean ofWorker = false;
        while (end > 0 && isMachinery(frames[end - 1].getClassName())) {
            end--;
            ofWorker |= frames[end].getClassName().startsWith("dev.heddle.internal.");
        }
        return ofWorker && end > 0 ? end : frames.length;
    }

    private static boolean isMachinery(String type) {
        return type.startsWith("dev.heddle.internal.")
                || type.startsWith("java.lang.invoke.")
                || type.startsWith("java.lang.reflect.")
                || type.startsWith("jdk.internal.")
                || type.equals("java.lang.Thread");
    }

    private void optional(@Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            text(text);
        }
    }

    private void text(String text) throws IOException {
        int limit = bytes.size() < ENOUGH ? MAX_TEXT : SHORT_TEXT;
        out.writeUTF(
                text.length() <= limit
                        ? text
                        : text.substring(0, limit)
                                + "… ("
                                + (text.length() - limit)
                                + " characters cut)");
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (Throwable thrown) {
            return "(its getMessage() threw " + thrown.getClass().getName() + ")";
        }
    }

    /** Without those it cannot say: a trace is for people, and the type and message remain. */
    private static StackTraceElement[] stackTrace(Throwable failure) {
        try {
            StackTraceElement[] frames = failure.getStackTrace().clone();
            for (StackTraceElement frame : frames) {
                frame.getClassName();
            }
            return frames;
        } catch (Throwable thrown) {
            return new StackTraceElement[] {
                new StackTraceElement(
                        "frames", "unknown", "getStackTrace() threw " + thrown.getClass(), -1)
            };
        }
    }

    private static @Nullable Throwable cause(Throwable failure) {
        try {
            return failure.getCause();
        } catch (Throwable thrown) {
            return thrown == failure ? null : thrown;
        }
    }
}
