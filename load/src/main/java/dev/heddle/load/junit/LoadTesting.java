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
 * <p>The stub is a {@code WireMockServer} that is made for load, also to be had as {@code WireMock}
 * or {@code WireMockRuntimeInfo}, and a {@link dev.heddle.load.StubHealth.Probe} that watches it.
 * There is one for an outermost class, started when it is first asked for; what a test and its
 * {@code @BeforeEach} methods add to it is gone after the test.
 */
@ExtendWith(LoadTestExtension.class)
@ResourceLock(Resources.GLOBAL)
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LoadTesting {}
