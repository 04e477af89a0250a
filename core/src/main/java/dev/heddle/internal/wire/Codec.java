package dev.heddle.internal.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values to bytes and back, for two JVMs of one machine with one class path. Safe to use from any
 * thread.
 *
 * <p>Null, boxed primitives, strings, primitive arrays, {@link ByteBuffer}s and {@link
 * MemorySegment}s go as they are, in the machine's byte order, and {@code Object[]} as a list of
 * values; they come back on the heap. The JDK's value types and collections, and allowed records,
 * enums and plain classes go through Kryo, which is loaded at the first of them; what is shared
 * within a value stays shared.
 *
 * <p>Encoding fails with {@link TypeNotAllowedException} or {@link WireException}, and so does
 * decoding whatever the bytes are: no class is loaded and no more memory is taken than the bytes
 * are worth.
 */
public final class Codec {
    private static final MemorySegment NOTHING = MemorySegment.ofArray(new byte[0]);

    /** Lists in lists: far above what anybody nests, far below what a small stack holds. */
    private static final int MAX_NESTING = 64;

    private final AllowedTypes allowed;

    /** Made when first needed: few pools need it, and its classes take their time. */
    private volatile @Nullable ObjectCodec objects;

    private Codec(AllowedTypes allowed) {
        this.allowed = allowed;
    }

    /** Refuses to allow a type that could not travel all the same. */
    public static void requireAllowable(Class<?> type) {
        AllowedTypes.requireAllowable(type);
    }

    /** For the JDK's values, the given types, and those these are made of. */
    public static Codec of(Collection<Class<?>> allowed) {
        return new Codec(AllowedTypes.of(allowed));
    }

    /**
     * The same on the other side, from its {@link #typeNames}. The classes are found, not
     * initialised.
     */
    public static Codec ofNames(Collection<String> typeNames, ClassLoader loader) {
        return new Codec(AllowedTypes.ofNames(typeNames, loader));
    }

    /** The binary names of all allowed types that are not the JDK's values, in a fixed order. */
    public List<String> typeNames() {
        return allowed.names();
    }

    /** True for an allowed type, the JDK's values included. */
    public boolean allows(Class<?> type) {
        return allowed.contains(type);
    }

    /** The type of this name if it was allowed; nothing is loaded. */
    @Nullable Class<?> allowedType(String name) {
        return allowed.find(name);
    }

    public Payload encode(@Nullable Object value) {
        return encode(value, 0);
    }

    Payload encode(@Nullable Object value, int nesting) {
        return switch (value) {
            case null -> new Payload(Kind.NULL, NOTHING);
            case String text -> text(text);
            case Boolean b -> new Payload(b ? Kind.TRUE : Kind.FALSE, NOTHING);
            case Object[] list when list.getClass() == Object[].class -> list(list, nesting);
            case Number n when Numbers.kind(n) != Kind.OBJECT ->
                    new Payload(Numbers.kind(n), MemorySegment.ofArray(Numbers.bytes(n)));
            case Character c ->
                    new Payload(Kind.CHAR, MemorySegment.ofArray(Numbers.bytes((short) (char) c)));
            default -> bulk(value);
        };
    }

    private Payload bulk(Object value) {
        return switch (value) {
            case double[] array -> new Payload(Kind.DOUBLES, MemorySegment.ofArray(array));
            case byte[] array -> new Payload(Kind.BYTES, MemorySegment.ofArray(array));
            case int[] array -> new Payload(Kind.INTS, MemorySegment.ofArray(array));
            case long[] array -> new Payload(Kind.LONGS, MemorySegment.ofArray(array));
            case float[] array -> new Payload(Kind.FLOATS, MemorySegment.ofArray(array));
            case short[] array -> new Payload(Kind.SHORTS, MemorySegment.ofArray(array));
            case char[] array -> new Payload(Kind.CHARS, MemorySegment.ofArray(array));
            case boolean[] array -> new Payload(Kind.BOOLEANS, MemorySegment.ofArray(bytes(array)));
            case ByteBuffer buffer ->
                    new Payload(
                            buffer.order() == ByteOrder.BIG_ENDIAN
                                    ? Kind.BIG_ENDIAN_BUFFER
                                    : Kind.LITTLE_ENDIAN_BUFFER,
                            MemorySegment.ofBuffer(buffer));
            case MemorySegment segment -> new Payload(Kind.SEGMENT, segment);
            default -> objects().encode(value);
        };
    }

    private ObjectCodec objects() {
        ObjectCodec known = objects;
        if (known == null) {
            // Two at once make two: the later one stays, and both work.
            known = new ObjectCodec(allowed);
            objects = known;
        }
        return known;
    }

    /** Exact for every string, half surrogates too, which UTF-8 would lose. */
    private static Payload text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return new Payload(Kind.UTF_16, MemorySegment.ofArray(text.toCharArray()));
            }
        }
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Payload(Kind.LATIN_1, MemorySegment.ofArray(latin1));
    }

    private static byte[] bytes(boolean[] array) {
        byte[] bytes = new byte[array.length];
        for (int i = 0; i < array.length; i++) {
            bytes[i] = (byte) (array[i] ? 1 : 0);
        }
        return bytes;
    }

    private Payload list(Object[] list, int nesting) {
        requireShallow(nesting);
        ListWriter writer = new ListWriter(this, nesting + 1);
        for (Object element : list) {
            writer.add(element);
        }
        return new Payload(Kind.LIST, writer.content());
    }

    /**
     * The value of a payload; reads all of {@code bytes}, and keeps nothing of them.
     *
     * @throws WireException if the bytes are not a value of this kind
     * @throws TypeNotAllowedException if they are one of a type that is not allowed
     */
    public @Nullable Object decode(byte kind, MemorySegment bytes) {
        return decode(kind, bytes, 0);
    }

    @Nullable Object decode(byte kind, MemorySegment bytes, int nesting) {
        int fixed = Kind.fixedSize(kind);
        if (fixed >= 0) {
            return Numbers.decode(kind, requireSize(bytes, fixed));
        }
        if (kind == Kind.LIST) {
            requireShallow(nesting);
            return new ListReader(this, bytes, nesting + 1).read();
        }
        requireArraySize(bytes);
        return switch (kind) {
            case Kind.OBJECT -> objects().decode(bytes);
            case Kind.LATIN_1 -> new String(heap(bytes), StandardCharsets.ISO_8859_1);
            case Kind.UTF_16 -> new String(elements(bytes, 2).toArray(UNALIGNED_CHAR));
            default -> decodeBulk(kind, bytes);
        };
    }

    private static Object decodeBulk(byte kind, MemorySegment bytes) {
        return switch (kind) {
            case Kind.BYTES -> heap(bytes);
            case Kind.BOOLEANS -> booleans(bytes);
            case Kind.SHORTS -> elements(bytes, 2).toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
            case Kind.CHARS -> elements(bytes, 2).toArray(UNALIGNED_CHAR);
            case Kind.INTS -> elements(bytes, 4).toArray(ValueLayout.JAVA_INT_UNALIGNED);
            case Kind.FLOATS -> elements(bytes, 4).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
            case Kind.LONGS -> elements(bytes, 8).toArray(ValueLayout.JAVA_LONG_UNALIGNED);
            case Kind.DOUBLES -> elements(bytes, 8).toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
            case Kind.BIG_ENDIAN_BUFFER -> ByteBuffer.wrap(heap(bytes));
            case Kind.LITTLE_ENDIAN_BUFFER ->
                    ByteBuffer.wrap(heap(bytes)).order(ByteOrder.LITTLE_ENDIAN);
            case Kind.SEGMENT -> segment(bytes);
            default -> throw new WireException("no value is of kind " + kind);
        };
    }

    private static final ValueLayout.OfChar UNALIGNED_CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;

    private static byte[] heap(MemorySegment bytes) {
        return bytes.toArray(ValueLayout.JAVA_BYTE);
    }

    private static boolean[] booleans(MemorySegment bytes) {
        boolean[] array = new boolean[(int) bytes.byteSize()];
        for (int i = 0; i < array.length; i++) {
            array[i] = bytes.get(ValueLayout.JAVA_BYTE, i) != 0;
        }
        return array;
    }

    /** Backed by longs: one backed by bytes would refuse aligned access to anything wider. */
    private static MemorySegment segment(MemorySegment bytes) {
        long size = bytes.byteSize();
        MemorySegment copy = MemorySegment.ofArray(new long[(int) ((size + 7) / 8)]);
        return copy.asSlice(0, size).copyFrom(bytes);
    }

    private static MemorySegment requireSize(MemorySegment bytes, int size) {
        if (bytes.byteSize() != size) {
            throw new WireException("a value of " + size + " bytes has " + bytes.byteSize());
        }
        return bytes;
    }

    private static MemorySegment elements(MemorySegment bytes, int size) {
        if (bytes.byteSize() % size != 0) {
            throw new WireException(
                    bytes.byteSize() + " bytes are no array of elements of " + size + " bytes");
        }
        return bytes;
    }

    private static void requireArraySize(MemorySegment bytes) {
        if (bytes.byteSize() > Integer.MAX_VALUE - 8L) {
            throw new WireException(bytes.byteSize() + " bytes do not fit into one value");
        }
    }

    private static void requireShallow(int nesting) {
        if (nesting >= MAX_NESTING) {
            throw new WireException("lists are nested deeper than " + MAX_NESTING);
        }
    }
}
