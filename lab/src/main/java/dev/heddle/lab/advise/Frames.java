package dev.heddle.lab.advise;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the line of the user's work in a stack. */
final class Frames {
    /** What a work calls; where it prints, that goes to us. */
    private static final List<String> CALLED =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", Printed.class.getName());

    /** What stands between a work and its caller here. */
    private static final List<String> OURS =
            List.of(
                    CallProfiler.class.getName(),
                    NamedWork.class.getName(),
                    Mix.class.getName(),
                    LoopBatch.class.getName(),
                    "dev.heddle.worker.",
                    "dev.heddle.internal.");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private Frames() {}

    /** The innermost frame that is the user's; null if there is none. */
    static @Nullable StackTraceElement users(StackTraceElement[] stack) {
        for (var frame : stack) {
            String type = frame.getClassName();
            if (isOurs(type)) {
                // What follows has called the work.
                return null;
            }
            if (CALLED.stream().noneMatch(type::startsWith)) {
                return frame;
            }
        }
        return null;
    }

    private static boolean isOurs(String type) {
        return OURS.stream()
                .anyMatch(ours ->
                        type.equals(ours)
                                || type.startsWith(ours.endsWith(".") ? ours : ours + "$"));
    }

    /** {@code com.acme.Thumbnail.scale(Thumbnail.java:42)}, a lambda by the method it is in. */
    static String text(StackTraceElement frame) {
        String method = LAMBDA.matcher(frame.getMethodName()).replaceFirst("$1");
        String file = frame.getFileName();
        String where = file == null ? "unknown source" : file + ":" + frame.getLineNumber();
        return frame.getClassName() + "." + method + "(" + where + ")";
    }

    /** " at com.acme.Thumbnail.scale(Thumbnail.java:42)", or nothing. */
    static String at(StackTraceElement[] stack) {
        var frame = users(stack);
        return frame == null ? "" : " at " + text(frame);
    }

    /** Whether a stack is that of a thread in a native method. */
    static boolean isNative(StackTraceElement[] stack) {
        return stack.length > 0 && stack[0].isNativeMethod();
    }

    /** The type and message of what was thrown, and where in the user's code. */
    static String thrown(Throwable thrown) {
        String message = thrown.getMessage();
        String first = message == null ? "" : ": " + Arrays.asList(message.split("\n")).getFirst();
        return thrown.getClass().getName() + first + at(thrown.getStackTrace());
    }
}
