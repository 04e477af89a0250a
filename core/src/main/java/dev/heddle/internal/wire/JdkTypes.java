package dev.heddle.internal.wire;

import java.util.Set;

/** The JDK's own types that may travel without being allowed: an explicit list. */
final class JdkTypes {
    private static final Set<Class<?>> TAGGED =
            Set.of(
                    String.class,
                    Boolean.class,
                    Character.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    Object.class);

    private JdkTypes() {}

    static boolean contains(Class<?> type) {
        return type.isPrimitive() || TAGGED.contains(type);
    }

    /** True for a type of the JDK, which is on the list or never allowed. */
    static boolean isJdk(Class<?> type) {
        return type.isPrimitive()
                || type.getClassLoader() == null
                || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }
}
