package dev.heddle.internal.carrier;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The one seam to what JDK 25 keeps to itself: virtual threads on a scheduler of our own, the
 * carrier of the current thread, and the scoped values a new thread starts with. A public scheduler
 * API will replace this class and nothing else.
 *
 * <p>Any thread may call any method. The class needs {@code --add-opens java.base/java.lang};
 * without it, or on a JDK whose internals differ, {@link #ensureAvailable()} says so in one
 * sentence.
 */
public final class VirtualThreads {
    private static final Handles HANDLES;
    private static final @Nullable String PROBLEM;

    static {
        Handles found = null;
        String problem = null;
        try {
            found = Handles.lookUp();
        } catch (IllegalAccessException _) {
            problem = missingFlag(VirtualThreads.class.getModule());
        } catch (ReflectiveOperationException e) {
            problem = unknownJdk(Runtime.version().toString(), e.toString());
        }
        HANDLES = found == null ? Handles.absent() : found;
        PROBLEM = problem;
    }

    // Static finals, so that the JIT folds them: together they cost about a nanosecond.
    private static final MethodHandle NEW_THREAD = HANDLES.newThread;
    private static final MethodHandle CARRIER = HANDLES.carrier;
    private static final MethodHandle BINDINGS = HANDLES.bindings;
    private static final MethodHandle SET_BINDINGS = HANDLES.setBindings;

    private VirtualThreads() {}

    /**
     * Throws {@link IllegalStateException} with the exact flag, or with the name of the JDK, where
     * the seam cannot work.
     */
    public static void ensureAvailable() {
        if (PROBLEM != null) {
            throw new IllegalStateException(PROBLEM);
        }
    }

    /** A virtual thread, not yet started, whose continuations {@code scheduler} runs. */
    static Thread create(Executor scheduler, @Nullable String name, Runnable body) {
        try {
            return (Thread) NEW_THREAD.invokeExact(scheduler, name, 0, body);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The platform thread under the current thread; null where the seam cannot work. */
    static @Nullable Thread currentCarrier() {
        try {
            return (Thread) CARRIER.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Lets {@code thread}, which has not been started, begin with the scoped values bound in the
     * current thread, as a fork of a {@code StructuredTaskScope} does.
     */
    static void inheritScopedValues(Thread thread) {
        try {
            Object bindings = (Object) BINDINGS.invokeExact();
            // null: not looked up yet on this stack; a Class: none were ever bound.
            if (bindings == null) {
                var _ = PROBE.isBound();
                bindings = (Object) BINDINGS.invokeExact();
            }
            if (bindings != null && !(bindings instanceof Class<?>)) {
                SET_BINDINGS.invokeExact(thread, bindings);
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static final ScopedValue<Object> PROBE = ScopedValue.newInstance();

    static String missingFlag(Module heddle) {
        return "Heddle's event loop needs the java option --add-opens java.base/java.lang="
                + (heddle.isNamed() ? heddle.getName() : "ALL-UNNAMED")
                + " (in a runnable jar: the manifest line \"Add-Opens: java.base/java.lang\").";
    }

    static String unknownJdk(String version, String missing) {
        return "Heddle's event loop cannot run on this JDK ("
                + version
                + "): its virtual threads lack what JDK 25 has ("
                + missing
                + "); run it on a JDK 25.";
    }

    private static IllegalStateException unexpected(Throwable e) {
        return switch (e) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> new IllegalStateException(e);
        };
    }

    private record Handles(
            MethodHandle newThread,
            MethodHandle carrier,
            MethodHandle bindings,
            MethodHandle setBindings) {
        private static final MethodType NEW_THREAD =
                MethodType.methodType(
                        Thread.class, Executor.class, String.class, int.class, Runnable.class);
        private static final MethodType THREAD = MethodType.methodType(Thread.class);
        private static final MethodType OBJECT = MethodType.methodType(Object.class);
        private static final MethodType SETTER =
                MethodType.methodType(void.class, Thread.class, Object.class);

        static Handles lookUp() throws ReflectiveOperationException {
            var lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            var builders = lookup.findClass("java.lang.ThreadBuilders");
            return new Handles(
                    lookup.findStatic(builders, "newVirtualThread", NEW_THREAD),
                    lookup.findStatic(Thread.class, "currentCarrierThread", THREAD),
                    lookup.findStatic(Thread.class, "scopedValueBindings", OBJECT),
                    lookup.findSetter(Thread.class, "scopedValueBindings", Object.class));
        }

        /** Without the seam no thread is carried by Heddle, and asking for that is fine. */
        static Handles absent() {
            return new Handles(
                    MethodHandles.empty(NEW_THREAD),
                    MethodHandles.empty(THREAD),
                    MethodHandles.empty(OBJECT),
                    MethodHandles.empty(SETTER));
        }
    }
}
