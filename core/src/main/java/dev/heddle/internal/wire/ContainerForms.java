package dev.heddle.internal.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Util;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collections, maps and arrays as bytes: a count, then the elements, each with its type. In place
 * of Kryo's, which believe the count.
 */
final class ContainerForms {
    private ContainerForms() {}

    /** Fills what {@code maker} makes, and gives out what {@code view} shows of it. */
    static final class OfCollection extends Serializer<Collection<?>> {
        private final Supplier<? extends Collection<@Nullable Object>> maker;
        private final Function<Collection<@Nullable Object>, Collection<?>> view;

        OfCollection(
                Supplier<? extends Collection<@Nullable Object>> maker,
                Function<Collection<@Nullable Object>, Collection<?>> view) {
            this.maker = maker;
            this.view = view;
        }

        @Override
        public void write(Kryo kryo, Output output, Collection<?> collection) {
            if (collection instanceof SortedSet<?> sorted) {
                requireNatural(sorted.comparator(), sorted);
            }
            boolean hashed = collection instanceof Set;
            Object[] elements = collection.toArray();
            output.writeVarInt(elements.length, true);
            for (Object element : elements) {
                writePart(kryo, output, element, hashed);
            }
        }

        @Override
        public Collection<?> read(Kryo kryo, Input input, Class<? extends Collection<?>> type) {
            int count = ((BoundedInput) input).readCount();
            Collection<@Nullable Object> collection = maker.get();
            Collection<?> seen = view.apply(collection);
            kryo.reference(seen);
            boolean hashed = collection instanceof Set;
            for (int i = 0; i < count; i++) {
                collection.add(readPart(kryo, input, hashed));
            }
            return seen;
        }
    }

    /** The same for a map. */
    static final class OfMap extends Serializer<Map<?, ?>> {
        private final Supplier<? extends Map<@Nullable Object, @Nullable Object>> maker;
        private final Function<Map<@Nullable Object, @Nullable Object>, Map<?, ?>> view;

        OfMap(
                Supplier<? extends Map<@Nullable Object, @Nullable Object>> maker,
                Function<Map<@Nullable Object, @Nullable Object>, Map<?, ?>> view) {
            this.maker = maker;
            this.view = view;
        }

        @Override
        public void write(Kryo kryo, Output output, Map<?, ?> map) {
            if (map instanceof SortedMap<?, ?> sorted) {
                requireNatural(sorted.comparator(), sorted);
            }
            Object[] entries = map.entrySet().toArray();
            output.writeVarInt(entries.length, true);
            for (Object entry : entries) {
                Map.Entry<?, ?> pair = (Map.Entry<?, ?>) entry;
                writePart(kryo, output, pair.getKey(), true);
                kryo.writeClassAndObject(output, pair.getValue());
            }
        }

        @Override
        public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> type) {
            int count = ((BoundedInput) input).readCount();
            Map<@Nullable Object, @Nullable Object> map = maker.get();
            Map<?, ?> seen = view.apply(map);
            kryo.reference(seen);
            for (int i = 0; i < count; i++) {
                Object key = readPart(kryo, input, true);
                map.put(key, kryo.readClassAndObject(input));
            }
            return seen;
        }
    }

    /** All arrays but those of primitives: how many dimensions, and of what. */
    static final class OfArray extends Serializer<Object[]> {
        private static final int MAX_DIMENSIONS = 16;

        @Override
        public void write(Kryo kryo, Output output, Object[] array) {
            Class<?> leaf = array.getClass().getComponentType();
            int dimensions = 1;
            for (; leaf.isArray(); dimensions++) {
                leaf = leaf.getComponentType();
            }
            if (dimensions > MAX_DIMENSIONS) {
                throw new WireException("an array of " + dimensions + " dimensions");
            }
            output.writeByte(dimensions);
            // A primitive and its box have one number.
            output.writeBoolean(leaf.isPrimitive());
            kryo.writeClass(output, leaf);
            output.writeVarInt(array.length, true);
            for (Object element : array) {
                kryo.writeClassAndObject(output, element);
            }
        }

        @Override
        public Object[] read(Kryo kryo, Input input, Class<? extends Object[]> type) {
            int dimensions = input.readByte();
            if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
                throw new WireException("an array of " + dimensions + " dimensions");
            }
            boolean primitive = input.readBoolean();
            Class<?> component = kryo.readClass(input).getType();
            if (!primitive) {
                component = Util.getWrapperClass(component);
            }
            for (int i = 1; i < dimensions; i++) {
                component = component.arrayType();
            }
            int count = ((BoundedInput) input).readCount();
            Object[] array = (Object[]) Array.newInstance(component, count);
            kryo.reference(array);
            for (int i = 0; i < count; i++) {
                array[i] = kryo.readClassAndObject(input);
            }
            return array;
        }
    }

    private static void writePart(Kryo kryo, Output output, @Nullable Object part, boolean isKey) {
        if (!isKey) {
            kryo.writeClassAndObject(output, part);
            return;
        }
        References references = References.of(kryo);
        references.enterKey();
        kryo.writeClassAndObject(output, part);
        references.leaveKey();
    }

    private static @Nullable Object readPart(Kryo kryo, Input input, boolean isKey) {
        if (!isKey) {
            return kryo.readClassAndObject(input);
        }
        References references = References.of(kryo);
        references.enterKey();
        Object part = kryo.readClassAndObject(input);
        references.leaveKey();
        return part;
    }

    private static void requireNatural(@Nullable Comparator<?> comparator, Object sorted) {
        if (comparator != null) {
            throw new WireException(
                    "the comparator of a %s has no bytes: pass a list, or use the natural order"
                            .formatted(sorted.getClass().getSimpleName()));
        }
    }
}
