package dev.heddle.internal.process;

import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.Payload;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values with their kinds, as bytes. */
final class Payloads {
    /** Strings and batches below this are encoded by whoever sends them. */
    private static final int SMALL = 4096;

    /** It goes in the call's frame, which has its bounds. */
    private static final int LARGEST_CONTEXT = 256 << 10;

    private Payloads() {}

    static byte[] initializerInput(WorkerSettings settings) {
        var initializer = settings.initializer();
        return initializer == null
                ? new byte[0]
                : bytes(settings.codec().encode(initializer.input()));
    }

    /** What can travel of it: a value that has something in it which may not stays here. */
    static byte[] context(Codec codec, Map<String, Object> context) {
        if (context.isEmpty()) {
            return new byte[0];
        }
        try {
            byte[] whole = encoded(codec, context);
            if (whole.length <= LARGEST_CONTEXT) {
                return whole;
            }
        } catch (RuntimeException e) {
            // Not as a whole, then.
        }
        Map<String, Object> fit = new LinkedHashMap<>();
        int left = LARGEST_CONTEXT / 2;
        for (Map.Entry<String, Object> entry : context.entrySet()) {
            int size = size(codec, Map.of(entry.getKey(), entry.getValue()));
            if (size <= left) {
                left -= size;
                fit.put(entry.getKey(), entry.getValue());
            }
        }
        return fit.isEmpty() ? new byte[0] : encoded(codec, fit);
    }

    private static int size(Codec codec, Map<String, Object> context) {
        try {
            return encoded(codec, context).length;
        } catch (RuntimeException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** Names and values by turns. */
    private static byte[] encoded(Codec codec, Map<String, Object> context) {
        Object[] list = new Object[context.size() * 2];
        int i = 0;
        for (Map.Entry<String, Object> entry : context.entrySet()) {
            list[i++] = entry.getKey();
            list[i++] = entry.getValue();
        }
        return bytes(codec.encode(list));
    }

    private static byte[] bytes(Payload payload) {
        byte[] bytes = new byte[1 + (int) payload.size()];
        put(ByteBuffer.wrap(bytes).put(payload.kind()), payload);
        return bytes;
    }

    static void put(ByteBuffer target, Payload payload) {
        payload.writeTo(MemorySegment.ofBuffer(target));
        target.position(target.position() + (int) payload.size());
    }

    /** Whether encoding and copying takes microseconds at most, so that any thread may do it. */
    static boolean isSmall(@Nullable Object value, int inlineLimit) {
        return switch (value) {
            case null -> true;
            case String text -> text.length() <= SMALL;
            case Number n -> isBoxed(n);
            case Boolean _, Character _ -> true;
            case byte[] array -> array.length <= inlineLimit;
            case int[] array -> array.length <= inlineLimit / 4;
            case long[] array -> array.length <= inlineLimit / 8;
            case double[] array -> array.length <= inlineLimit / 8;
            case float[] array -> array.length <= inlineLimit / 4;
            case ByteBuffer buffer -> buffer.remaining() <= inlineLimit;
            case Object[] list when list.getClass() == Object[].class -> areSmall(list);
            default -> false;
        };
    }

    private static boolean isBoxed(Number n) {
        return n instanceof Integer
                || n instanceof Long
                || n instanceof Double
                || n instanceof Float
                || n instanceof Short
                || n instanceof Byte;
    }

    private static boolean areSmall(Object[] list) {
        if (list.length > SMALL / 4) {
            return false;
        }
        int left = SMALL * 4;
        for (Object element : list) {
            int size =
                    switch (element) {
                        case String text -> text.length();
                        case byte[] array -> array.length;
                        case Number n when isBoxed(n) -> 8;
                        case null -> 1;
                        default -> SMALL * 4;
                    };
            left -= size;
            if (left <= 0) {
                return false;
            }
        }
        return true;
    }
}
