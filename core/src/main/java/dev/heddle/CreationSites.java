package dev.heddle;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are created. Walking the stack costs more than the whole spawn, but each lambda
 * expression has a class of its own, so the walk is done once for each class of body and then
 * remembered: the first place that spawned it.
 */
final class CreationSites {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String HEDDLE = CreationSites.class.getPackageName() + ".";

    /**
     * The classes between a caller and what it calls; a package name would take the tests for it.
     */
    private static final Set<String> OWN =
            Set.of(
                    "ActionBody",
                    "Async",
                    "AwaitTrace",
                    "Awaiter",
                    "Batch",
                    "CreationSites",
                    "EventLoop",
                    "EventLoopImpl",
                    "EventLoops",
                    "Outcome",
                    "Requests",
                    "Scalars",
                    "Scopes",
                    "TaskGroup",
                    "TaskImpl");

    private static final ClassValue<Site> SITES =
            new ClassValue<>() {
                @Override
                protected Site computeValue(Class<?> body) {
                    return new Site();
                }
            };

    private CreationSites() {}

    /** Called while spawning: remembers the first caller outside Heddle. */
    static void note(Object body) {
        Site site = site(body);
        if (site.place == null) {
            site.place = caller();
        }
    }

    static String of(Object body) {
        String place = site(body).place;
        return place == null ? "an unknown place" : place;
    }

    private static Site site(Object body) {
        return SITES.get((body instanceof ActionBody(Action action) ? action : body).getClass());
    }

    private static String caller() {
        return WALKER.walk(frames ->
                frames.filter(frame -> !isOurs(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("an unknown place"));
    }

    /** A stack from the first caller outside Heddle on. */
    static StackTraceElement[] withoutOwn(StackTraceElement[] stack) {
        int own = 0;
        while (own < stack.length && isOurs(stack[own].getClassName())) {
            own++;
        }
        return Arrays.copyOfRange(stack, own == stack.length ? 0 : own, stack.length);
    }

    /** Heddle's own frames, but not those of its tests, demos and sub-packages. */
    private static boolean isOurs(String className) {
        if (!className.startsWith(HEDDLE) || className.indexOf('.', HEDDLE.length()) >= 0) {
            return false;
        }
        return OWN.contains(outermost(className));
    }

    private static String outermost(String className) {
        String simple = className.substring(HEDDLE.length());
        int dollar = simple.indexOf('$');
        return dollar < 0 ? simple : simple.substring(0, dollar);
    }

    private static final class Site {
        volatile @Nullable String place;
    }
}
