package dev.heddle.internal.wire;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The types a pool's values may have, besides the JDK's: those its user gave, and what these
 * declare to consist of: component types of records, type arguments there, permitted subtypes of
 * sealed types.
 */
final class AllowedTypes {
    /** By name, so that both sides number them alike. */
    private final List<Class<?>> types;

    private final Set<Class<?>> lookup;

    private AllowedTypes(Collection<Class<?>> types) {
        TreeMap<String, Class<?>> byName = new TreeMap<>();
        types.forEach(type -> byName.put(type.getName(), type));
        this.types = List.copyOf(byName.values());
        this.lookup = Set.copyOf(types);
    }

    static AllowedTypes of(Collection<Class<?>> given) {
        return new AllowedTypes(new Closure().of(given));
    }

    /** From the {@link #names} of the other side, which are complete already. */
    static AllowedTypes ofNames(Collection<String> names, ClassLoader loader) {
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            try {
                types.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                throw new WireException("the allowed type " + name + " cannot be found here", e);
            }
        }
        return new AllowedTypes(types);
    }

    List<Class<?>> types() {
        return types;
    }

    List<String> names() {
        return types.stream().map(Class::getName).toList();
    }

    @Nullable Class<?> find(String name) {
        for (Class<?> type : types) {
            if (type.getName().equals(name)) {
                return type;
            }
        }
        return null;
    }

    boolean contains(Class<?> type) {
        Class<?> leaf = leaf(type);
        return lookup.contains(leaf) || JdkTypes.contains(leaf);
    }

    TypeNotAllowedException refusal(Class<?> type) {
        Class<?> leaf = leaf(type);
        if (leaf.isHidden()) {
            return new TypeNotAllowedException(
                    leaf.getTypeName(),
                    "a lambda is code, and only data goes. Pass what it would compute, or the values"
                            + " it is made of, such as in a record, instead");
        }
        return new TypeNotAllowedException(
                leaf.getTypeName(),
                JdkTypes.isJdk(leaf)
                        ? "of the JDK's types only values and collections do. Pass what it is made"
                                + " of instead"
                        : "only the JDK's values and collections and the types allowed when the pool"
                                + " was built do. Allow it with allow("
                                + leaf.getSimpleName()
                                + ".class), or pass the JDK's values, or arrays and collections of"
                                + " them, instead");
    }

    /** Refuses to allow what could not travel all the same. */
    static void requireAllowable(Class<?> type) {
        Class<?> leaf = leaf(type);
        boolean never =
                leaf.isHidden()
                        || (JdkTypes.isJdk(leaf)
                                && !JdkTypes.contains(leaf)
                                && !Throwable.class.isAssignableFrom(leaf)
                                && !Collection.class.isAssignableFrom(leaf)
                                && !Map.class.isAssignableFrom(leaf));
        if (never) {
            throw new IllegalArgumentException(
                    leaf.getTypeName()
                            + " cannot be allowed: of the JDK's types only values, collections and"
                            + " exceptions travel, and code never does. Pass what it is made of"
                            + " instead");
        }
    }

    /** The element type of an array of any depth; an enum's own class for its constants. */
    static Class<?> leaf(Class<?> type) {
        Class<?> leaf = type;
        while (leaf.isArray()) {
            leaf = leaf.getComponentType();
        }
        Class<?> parent = leaf.getSuperclass();
        return parent != null && parent.isEnum() ? parent : leaf;
    }

    /** Everything the given types declare to consist of. */
    private static final class Closure {
        private final Set<Class<?>> found = new LinkedHashSet<>();
        private final Deque<Type> open = new ArrayDeque<>();

        Set<Class<?>> of(Collection<Class<?>> given) {
            open.addAll(given);
            while (!open.isEmpty()) {
                switch (open.pop()) {
                    case Class<?> type -> visit(leaf(type));
                    case ParameterizedType type -> {
                        open.push(type.getRawType());
                        open.addAll(List.of(type.getActualTypeArguments()));
                    }
                    case GenericArrayType type -> open.push(type.getGenericComponentType());
                    case WildcardType type -> open.addAll(List.of(type.getUpperBounds()));
                    // A type variable says nothing: what stands for it is allowed by name.
                    default -> {}
                }
            }
            return found;
        }

        private void visit(Class<?> type) {
            if (JdkTypes.isJdk(type) || !found.add(type)) {
                return;
            }
            if (type.isSealed() && !type.isEnum()) {
                open.addAll(List.of(type.getPermittedSubclasses()));
            }
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    open.add(component.getGenericType());
                }
            }
        }
    }
}
