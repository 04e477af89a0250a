package dev.heddle.lab.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The signals of this process, through {@code sun.misc.Signal} of jdk.unsupported, which has no
 * supported counterpart. By reflection, because javac's warning about it cannot be suppressed.
 */
final class Signals {
    private final Class<?> signal;
    private final Class<?> handlerType;
    private final Method handle;

    private Signals() throws ReflectiveOperationException {
        signal = Class.forName("sun.misc.Signal");
        handlerType = Class.forName("sun.misc.SignalHandler");
        handle = signal.getMethod("handle", signal, handlerType);
    }

    /** Null on a JDK without them: a signal then ends the process the JVM's way. */
    static @Nullable Signals find() {
        try {
            return new Signals();
        } catch (ReflectiveOperationException _) {
            return null;
        }
    }

    /**
     * Runs an action, on a thread of the JVM's, whenever a signal comes.
     *
     * @param name such as {@code INT}
     * @return the handler before, for {@link #restore}
     */
    Object on(String name, Runnable action) {
        InvocationHandler handler =
                (_, method, _) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                    }
                    return null;
                };
        return restore(
                name,
                Proxy.newProxyInstance(
                        Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler));
    }

    /** Puts a handler back in place. */
    Object restore(String name, Object handler) {
        try {
            Object named = signal.getConstructor(String.class).newInstance(name);
            return handle.invoke(null, named, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot handle SIG" + name, e);
        }
    }
}
