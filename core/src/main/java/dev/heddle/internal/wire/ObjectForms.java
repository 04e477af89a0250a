package dev.heddle.internal.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.DefaultSerializers.EnumSerializer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Allowed types as bytes: records by their components, and other classes by their fields. In place
 * of Kryo's, which make objects without a constructor, and set fields without a look at the type.
 */
final class ObjectForms {
    private static final String NEITHER =
            "it is no record, no enum, and no class with a constructor without parameters and"
                    + " without final fields";

    private ObjectForms() {}

    static Serializer<?> of(Class<?> type) {
        try {
            if (type.isEnum()) {
                return new EnumSerializer(type.asSubclass(Enum.class));
            }
            if (type.isRecord()) {
                return new OfRecord(type);
            }
            return isPlain(type) ? new OfFields(type) : new OfNothing(type, NEITHER);
        } catch (InaccessibleObjectException | WireException e) {
            return new OfNothing(type, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isPlain(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return false;
        }
        for (Class<?> t = type; t != Object.class; t = t.getSuperclass()) {
            // What the JDK's classes keep in fields is their own affair.
            if (JdkTypes.isJdk(t)) {
                return false;
            }
        }
        return fields(type).stream().noneMatch(f -> Modifier.isFinal(f.getModifiers()))
                && Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(c -> c.getParameterCount() == 0);
    }

    /** Its own and its parents'. */
    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> t = type; t != Object.class; t = t.getSuperclass()) {
            for (Field field : t.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static WireException inaccessible(Class<?> type, Exception e) {
        return new WireException(type.getTypeName() + " cannot be put together: " + e, e);
    }

    private static final class OfRecord extends Serializer<Object> {
        private final Class<?> type;
        private final Method[] accessors;
        private final Constructor<?> constructor;

        OfRecord(Class<?> type) {
            this.type = type;
            RecordComponent[] components = type.getRecordComponents();
            accessors = new Method[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = components[i].getAccessor();
                accessors[i].setAccessible(true);
            }
            try {
                constructor = RecordWork.canonicalConstructor(type);
            } catch (ReflectiveOperationException e) {
                throw inaccessible(type, e);
            }
        }

        @Override
        public void write(Kryo kryo, Output output, Object object) {
            References references = References.of(kryo);
            references.open(object);
            try {
                for (Method accessor : accessors) {
                    kryo.writeClassAndObject(output, accessor.invoke(object));
                }
            } catch (ReflectiveOperationException e) {
                throw inaccessible(type, e);
            }
            references.close();
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> ignored) {
            Object[] components = new Object[accessors.length];
            for (int i = 0; i < components.length; i++) {
                components[i] = kryo.readClassAndObject(input);
            }
            try {
                return constructor.newInstance(components);
            } catch (ReflectiveOperationException e) {
                throw inaccessible(type, e);
            }
        }
    }

    private static final class OfFields extends Serializer<Object> {
        private final Class<?> type;
        private final List<Field> fields;
        private final Constructor<?> constructor;

        OfFields(Class<?> type) {
            this.type = type;
            fields = fields(type);
            fields.forEach(field -> field.setAccessible(true));
            try {
                constructor = type.getDeclaredConstructor();
            } catch (ReflectiveOperationException e) {
                throw inaccessible(type, e);
            }
            constructor.setAccessible(true);
        }

        @Override
        public void write(Kryo kryo, Output output, Object object) {
            try {
                for (Field field : fields) {
                    kryo.writeClassAndObject(output, field.get(object));
                }
            } catch (ReflectiveOperationException e) {
                throw inaccessible(type, e);
            }
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> ignored) {
            try {
                Object object = constructor.newInstance();
                kryo.reference(object);
                for (Field field : fields) {
                    field.set(object, kryo.readClassAndObject(input));
                }
                return object;
            } catch (ReflectiveOperationException e) {
                throw inaccessible(type, e);
            }
        }
    }

    /** An interface, for which there are its subtypes; or a class that cannot be had. */
    private static final class OfNothing extends Serializer<Object> {
        private final Class<?> type;
        private final String reason;

        OfNothing(Class<?> type, String reason) {
            this.type = type;
            this.reason = reason;
        }

        @Override
        public void write(Kryo kryo, Output output, Object object) {
            throw refusal();
        }

        @Override
        public Object read(Kryo kryo, Input input, Class<?> ignored) {
            throw refusal();
        }

        private WireException refusal() {
            return new WireException(type.getTypeName() + " cannot be put into bytes: " + reason);
        }
    }
}
