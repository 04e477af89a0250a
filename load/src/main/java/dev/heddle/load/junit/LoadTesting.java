package dev.heddle.load.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * A class with tests that write their {@link dev.heddle.load.Load} themselves, beside or instead of
 * {@link LoadTest} methods: every method may take the class's stub, and no other test runs
 * meanwhile.
 *
 * <p>The stub is a {@link dev.heddle.load.stub.LoadStubs}, or what is known of it as {@code
 * WireMockServer}, {@code WireMock} and {@code WireMockRuntimeInfo}. There is one for an outermost
 * class, started when it is first asked for; what a test and its {@code @BeforeEach} methods add to
 * it is gone after the test. A {@link LoadTest} watches it by itself, so that it is not valid where
 * the stub was the limit; a {@code Load} does with {@code .stub(stubs.probe())}.
 */
@ExtendWith(LoadTestExtension.class)
@ResourceLock(Resources.GLOBAL)
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LoadTesting {}
