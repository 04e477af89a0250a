package dev.heddle.internal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a thread lets others go first, as {@code nice} does for processes: on Linux each thread
 * has a niceness of its own ({@code setpriority(2)}, "C library/kernel differences"). Java's thread
 * priorities do nothing there without root.
 *
 * <p>Needs {@code --enable-native-access} for Heddle; without it, and elsewhere, nothing happens.
 */
public final class Niceness {
    private static final int PRIO_PROCESS = 0;

    private Niceness() {}

    /** For the current platform thread, from now on. */
    @SuppressWarnings("restricted") // asked for first
    public static void set(int niceness) {
        boolean possible =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
                        && Niceness.class.getModule().isNativeAccessEnabled();
        var setPriority = possible ? Native.SET_PRIORITY : null;
        if (setPriority == null) {
            return;
        }
        try {
            // 0 is the calling thread. A refusal leaves all as it was.
            var _ = (int) setPriority.invokeExact(PRIO_PROCESS, 0, niceness);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority could not be called", e);
        }
    }

    /** Looked up when it may be. */
    private static final class Native {
        static final @Nullable MethodHandle SET_PRIORITY = find();

        @SuppressWarnings("restricted")
        private static @Nullable MethodHandle find() {
            var linker = Linker.nativeLinker();
            var int_ = ValueLayout.JAVA_INT;
            return linker.defaultLookup()
                    .find("setpriority")
                    .map(f ->
                            linker.downcallHandle(f, FunctionDescriptor.of(int_, int_, int_, int_)))
                    .orElse(null);
        }
    }
}
