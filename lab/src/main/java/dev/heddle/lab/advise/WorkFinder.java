package dev.heddle.lab.advise;

import dev.heddle.lab.cli.Suggestion;
import dev.heddle.worker.Work;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a class has to offer that can be called: a public static method with one parameter or
 * none, or itself, if it is a function.
 */
final class WorkFinder {
    /** What a work is called if it is called anything. */
    private static final List<String> USUAL = List.of("apply", "call", "run");

    private static final MethodType SHAPE = MethodType.methodType(Object.class, Object.class);

    private final Class<?> type;

    private WorkFinder(Class<?> type) {
        this.type = type;
    }

    /**
     * What was found.
     *
     * @param work what to call
     * @param input the type it takes; {@code Void} if it takes none
     */
    record Found(NamedWork work, Class<?> input) {}

    /**
     * Finds it.
     *
     * @param typeName a class of the class path
     * @param methodName of a static method; empty for the only one there is
     * @throws UnfitWorkException if there is none, or more than one
     */
    static Found find(String typeName, String methodName) throws UnfitWorkException {
        var finder = new WorkFinder(load(typeName));
        try {
            return methodName.isEmpty() ? finder.any() : finder.named(methodName);
        } catch (LinkageError e) {
            throw UnfitWorkException.because(broken(typeName, e));
        }
    }

    private static Class<?> load(String typeName) throws UnfitWorkException {
        try {
            return Class.forName(typeName, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException _) {
            throw UnfitWorkException.because("no class " + typeName + " on the class path");
        } catch (LinkageError e) {
            throw UnfitWorkException.because(broken(typeName, e));
        }
    }

    private static String broken(String typeName, LinkageError e) {
        return e instanceof NoClassDefFoundError
                ? typeName + " needs " + dotted(e) + ", which is not on the class path: add its jar"
                : typeName + " cannot be loaded: " + e.getMessage();
    }

    private static String dotted(LinkageError e) {
        return String.valueOf(e.getMessage()).replace('/', '.');
    }

    private Found any() throws UnfitWorkException {
        if (isFunction()) {
            requireConstructor();
            return new Found(new NamedWork(type.getName(), ""), inputOfFunction());
        }
        var methods = methods();
        for (String usual : USUAL) {
            var called = methods.stream().filter(m -> m.getName().equals(usual)).toList();
            if (called.size() == 1) {
                return found(called.getFirst());
            }
        }
        var oneArgument = methods.stream().filter(m -> m.getParameterCount() == 1).toList();
        return found(only(oneArgument.isEmpty() ? methods : oneArgument));
    }

    private Method only(List<Method> methods) throws UnfitWorkException {
        if (methods.size() == 1) {
            return methods.getFirst();
        }
        throw UnfitWorkException.because(
                methods.isEmpty()
                        ? type.getName()
                                + " has no public static method with one parameter, and is no"
                                + " Function, Callable, Runnable or Work"
                        : type.getName()
                                + " has several methods that could be meant: name one as "
                                + methods.stream()
                                        .map(m -> type.getName() + "::" + m.getName())
                                        .distinct()
                                        .collect(Collectors.joining(" or ")));
    }

    private Found named(String name) throws UnfitWorkException {
        var methods = methods();
        var called = methods.stream().filter(m -> m.getName().equals(name)).toList();
        if (called.size() > 1) {
            throw UnfitWorkException.because(
                    "%s has %d methods %s with one parameter or none: %s"
                            .formatted(type.getName(), called.size(), name, shapes(called)));
        }
        if (called.isEmpty()) {
            var names = methods.stream().map(Method::getName).distinct().toList();
            throw UnfitWorkException.because(
                    "%s has no public static method %s with one parameter or none%s%s"
                            .formatted(
                                    type.getName(),
                                    name,
                                    names.isEmpty() ? "" : "; it has " + String.join(", ", names),
                                    Suggestion.of(name, names)));
        }
        return found(called.getFirst());
    }

    private static String shapes(List<Method> methods) {
        return methods.stream()
                .map(m ->
                        Arrays.stream(m.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", m.getName() + "(", ")")))
                .collect(Collectors.joining(", "));
    }

    private List<Method> methods() {
        return Stream.of(type.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .filter(m -> Modifier.isStatic(m.getModifiers()))
                .filter(m -> m.getParameterCount() <= 1 && !m.isSynthetic())
                .filter(m -> !isMain(m))
                .toList();
    }

    private static boolean isMain(Method method) {
        return method.getName().equals("main")
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String[].class});
    }

    private Found found(Method method) {
        var input = method.getParameterCount() == 0 ? Void.class : method.getParameterTypes()[0];
        return new Found(new NamedWork(type.getName(), method.getName()), input);
    }

    // --- functions --------------------------------------------------------------------------

    private boolean isFunction() {
        return Stream.of(Work.class, Function.class, Callable.class, Supplier.class, Runnable.class)
                .anyMatch(shape -> shape.isAssignableFrom(type));
    }

    private Class<?> inputOfFunction() {
        if (!Work.class.isAssignableFrom(type) && !Function.class.isAssignableFrom(type)) {
            return Void.class;
        }
        return Stream.of(type.getMethods())
                .filter(m -> m.getName().equals("apply") && m.getParameterCount() == 1)
                .filter(m -> !m.isBridge())
                .<Class<?>>map(m -> m.getParameterTypes()[0])
                .findFirst()
                .orElse(Object.class);
    }

    private void requireConstructor() throws UnfitWorkException {
        try {
            var _ = type.getConstructor();
        } catch (NoSuchMethodException _) {
            throw UnfitWorkException.because(
                    type.getName() + " has no public constructor without parameters");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw UnfitWorkException.because(type.getName() + " is abstract");
        }
    }

    // --- in the JVM that calls it -----------------------------------------------------------

    /** As code that takes an object and returns one. */
    static MethodHandle bind(NamedWork work) {
        try {
            return new WorkFinder(load(work.type())).bound(work.method());
        } catch (UnfitWorkException | ReflectiveOperationException e) {
            var cause = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new IllegalStateException(String.valueOf(cause), cause);
        }
    }

    private MethodHandle bound(String methodName)
            throws ReflectiveOperationException, UnfitWorkException {
        var lookup = MethodHandles.lookup();
        if (methodName.isEmpty()) {
            return ofInstance(type.getConstructor().newInstance());
        }
        var method = only(methods().stream().filter(m -> m.getName().equals(methodName)).toList());
        method.setAccessible(true); // the class need not be public
        var handle = lookup.unreflect(method);
        if (method.getParameterCount() == 0) {
            handle = MethodHandles.dropArguments(handle, 0, Object.class);
        }
        return handle.asType(SHAPE);
    }

    private static MethodHandle ofInstance(Object instance) throws ReflectiveOperationException {
        var lookup = MethodHandles.lookup();
        var call =
                lookup.findStatic(
                        WorkFinder.class,
                        "call",
                        MethodType.methodType(Object.class, Object.class, Object.class));
        return call.bindTo(instance);
    }

    @SuppressWarnings({"unchecked", "NullAway", "UnusedMethod"}) // called by its handle
    private static Object call(Object instance, Object input) throws Exception {
        return switch (instance) {
            case Work<?, ?> work -> ((Work<Object, Object>) work).apply(input);
            case Function<?, ?> function -> ((Function<Object, Object>) function).apply(input);
            case Callable<?> callable -> callable.call();
            case Supplier<?> supplier -> supplier.get();
            default -> {
                ((Runnable) instance).run();
                yield null;
            }
        };
    }
}
