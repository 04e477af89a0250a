package dev.heddle.load.junit;

import dev.heddle.lab.cli.Numbers;
import dev.heddle.lab.report.Times;
import dev.heddle.load.Load;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Scenario;
import dev.heddle.load.Visit;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Calls the method of a {@link LoadTest} for each arrival instead of once, and hands stubs to the
 * tests of a class. Has no state of its own: what it keeps is in JUnit's store, which closes it.
 */
final class LoadTestExtension
        implements InvocationInterceptor, ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace OURS = Namespace.create(LoadTestExtension.class);

    /** By their names: WireMock need not be there. */
    private static final Set<String> STUBS =
            Set.of(
                    "dev.heddle.load.stub.LoadStubs",
                    "com.github.tomakehurst.wiremock.WireMockServer",
                    "com.github.tomakehurst.wiremock.client.WireMock",
                    "com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo");

    private final Function<Load, LoadResult> runner;
    private final PrintStream out;

    /** Called by JUnit. */
    LoadTestExtension() {
        this(Load::run);
    }

    LoadTestExtension(Function<Load, LoadResult> runner) {
        this(runner, System.out);
    }

    /** With another place for what is told of tests that pass. */
    LoadTestExtension(Function<Load, LoadResult> runner, PrintStream out) {
        this.runner = runner;
        this.out = out;
    }

    /** Before anything is started, what is asked for is read. */
    @Override
    public void beforeEach(ExtensionContext context) {
        asked(context).ifPresent(asked -> load(asked, context, _ -> {}));
        stub(context).ifPresent(ClassStub::keep);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext context)
            throws Throwable {
        var asked = asked(context);
        if (asked.isEmpty()) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        var thrown = new Thrown();
        var visit =
                VisitMethod.of(
                        call.getExecutable(),
                        call.getTarget().orElse(null),
                        call.getArguments(),
                        thrown);
        var load = load(asked.get(), context, visit);
        var result = runner.apply(stub(context).map(s -> s.watched(load)).orElse(load));
        var faults = Faults.of(result, asked.get().test().allowInvalid());
        if (!faults.isEmpty()) {
            String again = asked.get().again(result.plan().seed());
            var lines =
                    List.of("Again: " + again, FailurePage.write(result, fileName(context), again));
            throw Failure.of(result, faults, lines, thrown.first());
        }
        out.println(passed(name(context), result));
    }

    /** How near it was to failing. */
    private static String passed(String name, LoadResult result) {
        return "@LoadTest %s: %s/s, p50 %s, p99 %s, max %s, %s failed"
                .formatted(
                        name,
                        Numbers.count(Math.round(result.ratePerSecond())),
                        Times.of(result.latency().millis(50)),
                        Times.of(result.latency().millis(99)),
                        Times.of(result.latency().maxMillis()),
                        Numbers.count(result.failed()));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext context)
            throws Throwable {
        if (asked(context).isPresent()) {
            throw wrong(
                    context,
                    "it is a @Test already, and would run once more: take @RepeatedTest or"
                            + " @ParameterizedTest away, or write a Load in such a test",
                    null);
        }
        invocation.proceed();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stub(context).ifPresent(ClassStub::reset);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Visit.class || STUBS.contains(type.getName());
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type != Visit.class) {
            return stubs(context)
                    .getOrComputeIfAbsent(ClassStub.class, _ -> new ClassStub(), ClassStub.class)
                    .as(type);
        }
        if (asked(context).isEmpty()
                || !context.getTestMethod()
                        .equals(Optional.of(parameter.getDeclaringExecutable()))) {
            throw new ParameterResolutionException(
                    "a Visit is there only in the method that @LoadTest stands on: it calls that"
                            + " one for each");
        }
        // Each call has its own in this place.
        return null;
    }

    private static Load load(Asked asked, ExtensionContext context, Scenario scenario) {
        try {
            return asked.load(name(context), scenario);
        } catch (IllegalArgumentException e) {
            throw wrong(context, e.getMessage(), e);
        }
    }

    private static ExtensionConfigurationException wrong(
            ExtensionContext context, @Nullable String why, @Nullable Throwable cause) {
        return new ExtensionConfigurationException(
                "@LoadTest of " + name(context) + ": " + why, cause);
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName()
                + "."
                + context.getRequiredTestMethod().getName();
    }

    private static String fileName(ExtensionContext context) {
        return context.getRequiredTestClass().getName()
                + "."
                + context.getRequiredTestMethod().getName();
    }

    private static Optional<Asked> asked(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestMethod(), LoadTest.class)
                .map(Asked::new);
    }

    private static Optional<ClassStub> stub(ExtensionContext context) {
        return Optional.ofNullable(stubs(context).get(ClassStub.class, ClassStub.class));
    }

    /** Where the stub of the outermost class is kept. */
    private static ExtensionContext.Store stubs(ExtensionContext context) {
        var outermost = context;
        for (var c = context.getParent(); c.isPresent(); c = c.get().getParent()) {
            if (c.get().getTestClass().isPresent()) {
                outermost = c.get();
            }
        }
        return outermost.getStore(OURS);
    }
}
