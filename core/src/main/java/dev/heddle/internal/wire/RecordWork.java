package dev.heddle.internal.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record that is work: its components go in front of the input, in one list. */
final class RecordWork {
    private static final ClassValue<Method[]> ACCESSORS =
            new ClassValue<>() {
                @Override
                protected Method[] computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getAccessor)
                            .peek(accessor -> accessor.setAccessible(true))
                            .toArray(Method[]::new);
                }
            };

    private RecordWork() {}

    static @Nullable Object[] pack(Record work, @Nullable Object input) {
        try {
            Method[] accessors = ACCESSORS.get(work.getClass());
            @Nullable Object[] packed = new Object[accessors.length + 1];
            for (int i = 0; i < accessors.length; i++) {
                packed[i] = accessors[i].invoke(work);
            }
            packed[accessors.length] = input;
            return packed;
        } catch (InvocationTargetException e) {
            throw unreadable(work, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw unreadable(work, e);
        }
    }

    private static IllegalArgumentException unreadable(Record work, Throwable why) {
        return new IllegalArgumentException(
                "the components of "
                        + work.getClass().getTypeName()
                        + ", a record that is work, cannot be read: "
                        + why,
                why);
    }

    static Constructor<?> canonicalConstructor(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new NoSuchMethodException(type.getName() + " is not a record");
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    static @Nullable Object[] components(@Nullable Object packed, int count) {
        if (packed instanceof Object[] list && list.length == count + 1) {
            return Arrays.copyOf(list, count);
        }
        throw new WireException("the input of a record that is work lacks its components");
    }

    static @Nullable Object input(@Nullable Object packed) {
        if (packed instanceof Object[] list && list.length > 0) {
            return list[list.length - 1];
        }
        throw new WireException("the input of a record that is work lacks its components");
    }
}
