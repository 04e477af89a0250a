package dev.heddle.internal.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.DefaultSerializers;
import dev.heddle.internal.wire.ContainerForms.OfArray;
import dev.heddle.internal.wire.ContainerForms.OfCollection;
import dev.heddle.internal.wire.ContainerForms.OfMap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Codec} does with objects: hands them to Kryo, whose classes are loaded with this one.
 * A Kryo is for one thread at a time, so a few are kept.
 */
final class ObjectCodec {
    private static final int KEPT = 8;
    private static final int MAX_DEPTH = 256;
    private static final int UNLIMITED = -1;

    static {
        // Else it takes sun.misc.Unsafe, for which the JVM warns on System.err, and finds no use.
        if (System.getProperty("kryo.unsafe") == null) {
            System.setProperty("kryo.unsafe", "false");
        }
    }

    private final AllowedTypes allowed;
    private final ArrayBlockingQueue<Kryo> idle = new ArrayBlockingQueue<>(KEPT);

    ObjectCodec(AllowedTypes allowed) {
        this.allowed = allowed;
    }

    Payload encode(Object value) {
        Output output = new Output(256, UNLIMITED);
        try {
            Kryo kryo = take();
            kryo.writeClassAndObject(output, value);
            // Not after a failure, which leaves traces.
            idle.offer(kryo);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw failure(value.getClass().getTypeName() + " cannot be put into bytes", e);
        }
        MemorySegment bytes = MemorySegment.ofArray(output.getBuffer());
        return new Payload(Kind.OBJECT, bytes.asSlice(0, output.position()));
    }

    @Nullable Object decode(MemorySegment bytes) {
        BoundedInput input = new BoundedInput(bytes.toArray(ValueLayout.JAVA_BYTE));
        try {
            Kryo kryo = take();
            Object value = kryo.readClassAndObject(input);
            if (!input.end()) {
                throw new WireException("bytes are left behind an object");
            }
            idle.offer(kryo);
            return value;
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            throw failure("these bytes are no object", e);
        }
    }

    private static RuntimeException failure(String what, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TypeNotAllowedException || t instanceof WireException) {
                return (RuntimeException) t;
            }
        }
        return new WireException(what + ": " + thrown, thrown);
    }

    private Kryo take() {
        Kryo kryo = idle.poll();
        return kryo == null ? create() : kryo;
    }

    // --- numbers for types: both sides come to the same ---------------------------------------

    private Kryo create() {
        NumberedTypes types = new NumberedTypes(allowed);
        Kryo kryo = new Kryo(types, new References());
        kryo.setMaxDepth(MAX_DEPTH);
        kryo.setOptimizedGenerics(false);
        kryo.addDefaultSerializer(UUID.class, new DefaultSerializers.UUIDSerializer());
        kryo.addDefaultSerializer(URI.class, new DefaultSerializers.URISerializer());
        JdkTypes.Numbered.VALUES.forEach(kryo::register);
        registerContainers(kryo);
        kryo.register(Object[].class, new OfArray());
        JdkTypes.Numbered.ELEMENTS.forEach(type -> kryo.register(type, ObjectForms.of(type)));
        allowed.types().forEach(type -> kryo.register(type, ObjectForms.of(type)));
        types.complete();
        return kryo;
    }

    // JdkObsolete: whoever has a LinkedList gets one.
    @SuppressWarnings("JdkObsolete")
    private static void registerContainers(Kryo kryo) {
        collection(kryo, ArrayList.class, ArrayList::new);
        collection(kryo, LinkedList.class, LinkedList::new);
        collection(kryo, ArrayDeque.class, ArrayDeque::new);
        collection(kryo, HashSet.class, HashSet::new);
        collection(kryo, LinkedHashSet.class, LinkedHashSet::new);
        collection(kryo, TreeSet.class, TreeSet::new);
        map(kryo, HashMap.class, HashMap::new);
        map(kryo, LinkedHashMap.class, LinkedHashMap::new);
        map(kryo, TreeMap.class, TreeMap::new);
        map(kryo, ConcurrentHashMap.class, ConcurrentHashMap::new);
        kryo.register(
                NumberedTypes.FIXED_LIST,
                new OfCollection(
                        ArrayList::new, list -> Collections.unmodifiableList((List<?>) list)));
        kryo.register(
                NumberedTypes.FIXED_SET,
                new OfCollection(
                        LinkedHashSet::new, set -> Collections.unmodifiableSet((Set<?>) set)));
        kryo.register(
                NumberedTypes.FIXED_MAP,
                new OfMap(LinkedHashMap::new, Collections::unmodifiableMap));
    }

    private static void collection(
            Kryo kryo, Class<?> type, Supplier<Collection<@Nullable Object>> maker) {
        kryo.register(type, new OfCollection(maker, collection -> collection));
    }

    private static void map(
            Kryo kryo, Class<?> type, Supplier<Map<@Nullable Object, @Nullable Object>> maker) {
        kryo.register(type, new OfMap(maker, map -> map));
    }
}
