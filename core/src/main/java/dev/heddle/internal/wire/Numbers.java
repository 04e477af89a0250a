package dev.heddle.internal.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Boxed primitives to bytes and back. */
final class Numbers {
    static final VarHandle SHORT = view(short[].class);
    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);

    private Numbers() {}

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.nativeOrder());
    }

    /** {@link Kind#OBJECT} for a number that is no boxed primitive. */
    static byte kind(Number number) {
        return switch (number) {
            case Integer _ -> Kind.INT;
            case Long _ -> Kind.LONG;
            case Double _ -> Kind.DOUBLE;
            case Float _ -> Kind.FLOAT;
            case Short _ -> Kind.SHORT;
            case Byte _ -> Kind.BYTE;
            default -> Kind.OBJECT;
        };
    }

    static byte[] bytes(Number number) {
        byte[] bytes = new byte[Kind.fixedSize(kind(number))];
        put(number, bytes, 0);
        return bytes;
    }

    static void put(Number number, byte[] to, int at) {
        switch (kind(number)) {
            case Kind.INT -> INT.set(to, at, number.intValue());
            case Kind.LONG -> LONG.set(to, at, number.longValue());
            case Kind.DOUBLE -> LONG.set(to, at, Double.doubleToRawLongBits(number.doubleValue()));
            case Kind.FLOAT -> INT.set(to, at, Float.floatToRawIntBits(number.floatValue()));
            case Kind.SHORT -> SHORT.set(to, at, number.shortValue());
            default -> to[at] = number.byteValue();
        }
    }

    /** Of a kind with a fixed size, which {@code bytes} has. */
    static @Nullable Object decode(byte kind, MemorySegment bytes) {
        return switch (kind) {
            case Kind.NULL -> null;
            case Kind.TRUE -> true;
            case Kind.FALSE -> false;
            case Kind.BYTE -> bytes.get(ValueLayout.JAVA_BYTE, 0);
            case Kind.SHORT -> bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, 0);
            case Kind.CHAR -> bytes.get(ValueLayout.JAVA_CHAR_UNALIGNED, 0);
            case Kind.INT -> bytes.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
            case Kind.LONG -> bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
            case Kind.FLOAT -> bytes.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0);
            default -> bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0);
        };
    }
}
