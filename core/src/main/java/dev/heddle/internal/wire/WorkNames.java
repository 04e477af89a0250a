package dev.heddle.internal.wire;

import dev.heddle.internal.wire.WorkRef.Form;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the name of work. */
final class WorkNames {
    private static final String LAMBDA = "lambda$";
    private static final int SHOWN_CHARACTERS = 40;

    private static final String ADVICE =
            " Work goes to a process by name: pass what it needs as the input, or use a record that"
                    + " implements Work.";

    /** By the constant for an enum, else with one entry: the class's. */
    private static final ClassValue<Map<Object, WorkRef>> KNOWN =
            new ClassValue<>() {
                @Override
                protected Map<Object, WorkRef> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>(1);
                }
            };

    private WorkNames() {}

    static WorkRef of(Serializable work) {
        Class<?> type = work.getClass();
        Object key = work instanceof Enum<?> ? work : type;
        Map<Object, WorkRef> known = KNOWN.get(type);
        WorkRef ref = known.get(key);
        if (ref == null) {
            ref = find(work);
            known.put(key, ref);
        }
        return ref;
    }

    private static WorkRef find(Serializable work) {
        Class<?> type = work.getClass();
        if (type.isHidden() && type.isSynthetic()) {
            return ofLambda(serialized(work));
        }
        if (work instanceof Enum<?> constant) {
            Class<?> owner = constant.getDeclaringClass();
            return ofObject(Form.ENUM_CONSTANT, owner, constant.name());
        }
        if (type.isRecord()) {
            return ofObject(Form.RECORD, type, "");
        }
        requireStateless(type);
        return ofObject(Form.STATELESS, type, "");
    }

    // --- lambdas and method references ------------------------------------------------------

    /** What a lambda would be written as; caught on its way, so that nothing need be opened. */
    private static SerializedLambda serialized(Serializable lambda) {
        try (Catcher catcher = new Catcher()) {
            catcher.writeObject(lambda);
            if (catcher.caught != null) {
                return catcher.caught;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(lambda + " has no name: " + e, e);
        }
        throw new IllegalArgumentException(lambda + " is not a lambda of javac's, and has no name");
    }

    private static final class Catcher extends ObjectOutputStream {
        @Nullable SerializedLambda caught;

        Catcher() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        @Override
        protected @Nullable Object replaceObject(Object object) {
            if (object instanceof SerializedLambda lambda) {
                caught = lambda;
                return null;
            }
            return object;
        }
    }

    private static WorkRef ofLambda(SerializedLambda lambda) {
        requireNothingCaptured(lambda);
        Form form =
                switch (lambda.getImplMethodKind()) {
                    case MethodHandleInfo.REF_invokeStatic -> Form.STATIC_METHOD;
                    case MethodHandleInfo.REF_newInvokeSpecial -> Form.CONSTRUCTOR;
                    default -> Form.INSTANCE_METHOD;
                };
        return new WorkRef(
                form,
                lambda.getImplClass().replace('/', '.'),
                lambda.getImplMethodName(),
                lambda.getImplMethodSignature());
    }

    private static void requireNothingCaptured(SerializedLambda lambda) {
        int count = lambda.getCapturedArgCount();
        if (count == 0) {
            return;
        }
        String owner = lambda.getImplClass().replace('/', '.');
        String method = lambda.getImplMethodName();
        String captured =
                IntStream.range(0, count)
                        .mapToObj(i -> shown(lambda.getCapturedArg(i)))
                        .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                isLambda(method)
                        ? "the lambda in %s.%s captured %s."
                                        .formatted(owner, enclosing(method), captured)
                                + ADVICE
                        : "the method reference %s::%s is bound to %s."
                                        .formatted(owner, method, captured)
                                + ADVICE);
    }

    /** The type, and the value where it is short and its text is the JDK's. */
    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String type = value.getClass().getTypeName();
        if (!(value instanceof Number || value instanceof Boolean || value instanceof String)
                || !type.startsWith("java.lang.")) {
            return "a " + type;
        }
        String text = value.toString();
        return text.length() <= SHOWN_CHARACTERS
                ? value.getClass().getSimpleName() + " " + text
                : value.getClass().getSimpleName()
                        + " "
                        + text.substring(0, SHOWN_CHARACTERS)
                        + "…";
    }

    static boolean isLambda(String method) {
        return method.startsWith(LAMBDA);
    }

    /** The method a lambda stands in: javac calls its body lambda$method$number. */
    static String enclosing(String lambdaMethod) {
        String rest = lambdaMethod;
        while (rest.startsWith(LAMBDA)) {
            rest = rest.substring(LAMBDA.length());
        }
        int end = rest.indexOf('$');
        String method = end < 0 ? rest : rest.substring(0, end);
        return switch (method) {
            case "new" -> "a constructor";
            case "static" -> "a static initializer";
            default -> method;
        };
    }

    // --- objects ----------------------------------------------------------------------------

    private static WorkRef ofObject(Form form, Class<?> owner, String member) {
        Method method = functionalMethod(owner);
        return new WorkRef(
                form,
                owner.getName(),
                member,
                method.getDeclaringClass().getName() + "#" + method.getName());
    }

    private static void requireStateless(Class<?> type) {
        List<String> fields = new ArrayList<>();
        for (Class<?> t = type; t != null && t != Object.class; t = t.getSuperclass()) {
            Arrays.stream(t.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(field -> fields.add(field.getName()));
        }
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has state (%s).".formatted(type.getTypeName(), String.join(", ", fields))
                            + ADVICE);
        }
        if (Arrays.stream(type.getDeclaredConstructors())
                .noneMatch(c -> c.getParameterCount() == 0)) {
            throw new IllegalArgumentException(
                    type.getTypeName() + " has no constructor without parameters." + ADVICE);
        }
    }

    /** The one method of one parameter of the one serialisable functional interface. */
    static Method functionalMethod(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
            collect(t, interfaces);
        }
        List<Method> methods =
                interfaces.stream()
                        .filter(Serializable.class::isAssignableFrom)
                        .map(WorkNames::onlyAbstractMethod)
                        .filter(method -> method != null && method.getParameterCount() == 1)
                        .toList();
        if (methods.size() != 1) {
            throw new IllegalArgumentException(
                    type.getTypeName() + " implements no Work, or more than one such interface");
        }
        return methods.getFirst();
    }

    private static void collect(Class<?> type, Set<Class<?>> into) {
        for (Class<?> parent : type.getInterfaces()) {
            if (into.add(parent)) {
                collect(parent, into);
            }
        }
    }

    private static @Nullable Method onlyAbstractMethod(Class<?> type) {
        List<Method> methods =
                Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .toList();
        return methods.size() == 1 ? methods.getFirst() : null;
    }
}
