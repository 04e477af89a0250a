package dev.heddle.internal.wire;

import dev.heddle.internal.wire.WorkRef.Form;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in this JVM what a {@link WorkRef} names. */
final class WorkResolver {
    private static final MethodType OBJECT_TO_OBJECT =
            MethodType.methodType(Object.class, Object.class);

    private final WorkRef ref;
    private final ClassLoader loader;

    WorkResolver(WorkRef ref, ClassLoader loader) {
        this.ref = ref;
        this.loader = loader;
    }

    Invocable resolve() {
        try {
            return switch (ref.form()) {
                case STATIC_METHOD, INSTANCE_METHOD, CONSTRUCTOR -> invocable(handle());
                case ENUM_CONSTANT -> invocable(functional().bindTo(constant()));
                case STATELESS -> invocable(functional().bindTo(instance()));
                case RECORD -> record();
            };
        } catch (ClassNotFoundException | NoSuchMethodException | TypeNotPresentException e) {
            throw new WireException(
                    "%s is not on the worker's class path (%s): the worker needs the same classes as"
                                    .formatted(ref.name(), e.getMessage())
                            + " the JVM that submits",
                    e);
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
            throw new WireException(ref.name() + " cannot be called in the worker: " + e, e);
        }
    }

    private static Invocable invocable(MethodHandle handle) {
        MethodHandle generic = handle.asType(OBJECT_TO_OBJECT);
        return input -> generic.invokeExact(input);
    }

    private Class<?> owner() throws ClassNotFoundException {
        return Class.forName(ref.owner(), false, loader);
    }

    // --- methods and constructors -----------------------------------------------------------

    private MethodHandle handle() throws ReflectiveOperationException {
        Class<?> owner = owner();
        MethodType type = MethodType.fromMethodDescriptorString(ref.signature(), loader);
        if (ref.form() == Form.CONSTRUCTOR) {
            Constructor<?> constructor = owner.getDeclaredConstructor(type.parameterArray());
            if (!isPublic(owner, constructor.getModifiers())) {
                constructor.setAccessible(true);
            }
            return MethodHandles.lookup().unreflectConstructor(constructor);
        }
        try {
            return ref.form() == Form.STATIC_METHOD
                    ? MethodHandles.publicLookup().findStatic(owner, ref.member(), type)
                    : MethodHandles.publicLookup().findVirtual(owner, ref.member(), type);
        } catch (NoSuchMethodException | IllegalAccessException _) {
            // Not public, then.
            Method method = declared(owner, type);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        }
    }

    private static boolean isPublic(Class<?> owner, int modifiers) {
        return Modifier.isPublic(modifiers) && Modifier.isPublic(owner.getModifiers());
    }

    private Method declared(Class<?> owner, MethodType type) throws NoSuchMethodException {
        for (Class<?> t = owner; t != null; t = t.getSuperclass()) {
            for (Method method : t.getDeclaredMethods()) {
                if (method.getName().equals(ref.member())
                        && method.getReturnType() == type.returnType()
                        && type.parameterList().equals(List.of(method.getParameterTypes()))
                        && Modifier.isStatic(method.getModifiers())
                                == (ref.form() == Form.STATIC_METHOD)) {
                    return method;
                }
            }
        }
        return owner.getMethod(ref.member(), type.parameterArray());
    }

    // --- objects ----------------------------------------------------------------------------

    /** The interface's method: called on the object, it runs what its class makes of it. */
    private MethodHandle functional() throws ReflectiveOperationException {
        Method method = WorkNames.functionalMethod(owner());
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method);
    }

    private Object constant() throws ReflectiveOperationException {
        Object[] constants = owner().getEnumConstants();
        for (Object constant : constants == null ? new Object[0] : constants) {
            if (((Enum<?>) constant).name().equals(ref.member())) {
                return constant;
            }
        }
        throw new NoSuchMethodException("no constant " + ref.member());
    }

    private Object instance() throws ReflectiveOperationException {
        Constructor<?> constructor = owner().getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private Invocable record() throws ReflectiveOperationException {
        Constructor<?> constructor = RecordWork.canonicalConstructor(owner());
        MethodHandle function =
                functional()
                        .asType(MethodType.methodType(Object.class, Object.class, Object.class));
        int count = constructor.getParameterCount();
        return packed -> {
            @Nullable Object[] components = RecordWork.components(packed, count);
            Object work = newRecord(constructor, components);
            return function.invokeExact(work, RecordWork.input(packed));
        };
    }

    private static Object newRecord(Constructor<?> constructor, @Nullable Object[] components)
            throws Throwable {
        try {
            return constructor.newInstance(components);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
