package dev.heddle.internal.wire;

import dev.heddle.internal.wire.Failures.StandIn;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one failure for {@link Failures}. The bytes are not trusted: they can name an exception of
 * the JDK's or an allowed one, and nothing else is run or even loaded.
 */
final class FailureReader {
    private static final StackTraceElement[] NO_FRAMES = {};

    private final DataInputStream in;
    private final Codec codec;
    private final StandIn standIn;
    private final StackTraceElement place;
    private int count;

    FailureReader(DataInputStream in, Codec codec, StandIn standIn, StackTraceElement place) {
        this.in = in;
        this.codec = codec;
        this.standIn = standIn;
        this.place = place;
    }

    Throwable read() throws IOException {
        return read(1);
    }

    private Throwable read(int depth) throws IOException {
        count++;
        if (depth > Failures.MAX_DEPTH || count > Failures.MAX_THROWABLES) {
            throw new WireException("a failure has more or deeper causes than one may have");
        }
        String type = in.readUTF();
        String message = optional();
        StackTraceElement[] frames = frames();
        Throwable cause = in.readBoolean() ? read(depth + 1) : null;
        Throwable failure = rebuild(type, message, cause);
        failure.setStackTrace(frames);
        while (in.readBoolean()) {
            failure.addSuppressed(read(depth + 1));
        }
        return failure;
    }

    private StackTraceElement[] frames() throws IOException {
        int frameCount = in.readInt();
        if (frameCount < 0 || frameCount > Failures.MAX_FRAMES + 1) {
            throw new WireException("a stack trace claims " + frameCount + " frames");
        }
        List<StackTraceElement> frames = new ArrayList<>();
        for (int i = 0; i < frameCount; i++) {
            frames.add(
                    new StackTraceElement(
                            optional(),
                            optional(),
                            optional(),
                            in.readUTF(),
                            in.readUTF(),
                            optional(),
                            in.readInt()));
        }
        frames.add(place);
        return frames.toArray(NO_FRAMES);
    }

    private @Nullable String optional() throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    // --- rebuilding -------------------------------------------------------------------------

    private Throwable rebuild(String name, @Nullable String message, @Nullable Throwable cause) {
        Class<?> type = type(name);
        Throwable rebuilt =
                type == null || !Throwable.class.isAssignableFrom(type)
                        ? null
                        : construct(type, message, cause);
        if (rebuilt == null) {
            return standIn.of(name, message, cause);
        }
        if (cause != null && rebuilt.getCause() != cause) {
            addCause(rebuilt, cause);
        }
        return rebuilt;
    }

    private @Nullable Class<?> type(String name) {
        if (!name.startsWith("java.")) {
            return codec.allowedType(name);
        }
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Another version's, or none at all: there is the stand-in.
            return null;
        }
    }

    private static @Nullable Throwable construct(
            Class<?> type, @Nullable String message, @Nullable Throwable cause) {
        for (int parameters = 2; parameters >= 0; parameters--) {
            for (Constructor<?> constructor : type.getConstructors()) {
                if (constructor.getParameterCount() == parameters && fits(constructor, cause)) {
                    Throwable made = construct(constructor, message, cause);
                    if (made != null) {
                        return made;
                    }
                }
            }
        }
        return null;
    }

    /** (String, Throwable), the latter also a narrower one that this cause is, (String), (). */
    private static boolean fits(Constructor<?> constructor, @Nullable Throwable cause) {
        Class<?>[] types = constructor.getParameterTypes();
        return switch (types.length) {
            case 0 -> true;
            case 1 -> types[0] == String.class;
            default ->
                    types[0] == String.class
                            && Throwable.class.isAssignableFrom(types[1])
                            && (cause == null || types[1].isInstance(cause));
        };
    }

    private static @Nullable Throwable construct(
            Constructor<?> constructor, @Nullable String message, @Nullable Throwable cause) {
        Object[] arguments =
                switch (constructor.getParameterCount()) {
                    case 0 -> new Object[0];
                    case 1 -> new @Nullable Object[] {message};
                    default -> new @Nullable Object[] {message, cause};
                };
        try {
            if (!constructor.getDeclaringClass().getName().startsWith("java.")) {
                constructor.setAccessible(true);
            }
            return (Throwable) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
            // It does not take these: the next one may, and there is the stand-in.
            return null;
        }
    }

    private static void addCause(Throwable rebuilt, Throwable cause) {
        try {
            rebuilt.initCause(cause);
        } catch (IllegalStateException e) {
            rebuilt.addSuppressed(cause);
        }
    }
}
