package dev.heddle.load.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * A test whose method is a visit: it is called once for each arrival, as a task on an event loop,
 * where it may wait as any task may. It takes a {@link dev.heddle.load.Visit}, if it likes, and
 * fails by throwing.
 *
 * <p>The test fails if an objective is missed; if a visit fails, unless an objective such as {@code
 * errors<1%} says how many may; and if the run is not valid, since that proves nothing. It tells
 * what came of it, and how to do the same again. One that passes prints a line that says how near
 * it was.
 *
 * <p>All visits share one instance of the test class, in the warm-up as well, and with several
 * loops they share it between threads. No other test runs meanwhile.
 *
 * <p>Times are written {@code 500ms}, {@code 10s} or {@code 2m}.
 */
@Test
@ExtendWith(LoadTestExtension.class)
@ResourceLock(Resources.GLOBAL)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface LoadTest {
    /** Arrivals per second, whatever became of those before; 100 where none is given. */
    double rate() default Double.NaN;

    /** How long is measured; 10 s where none is given. */
    String duration() default "";

    /**
     * Instead of {@link #rate} and {@link #duration}: times and rates, such as {@code
     * 10s:100..1000} and {@code 30s:1000}, one after the other.
     */
    String[] stages() default {};

    /**
     * Instead of a rate: so many users, who each come again as soon as they are answered. What they
     * measure hides the waiting of those who would have come meanwhile.
     */
    int users() default 0;

    /** How long is sent before anything is measured; {@code 0s} for not at all. */
    String warmUp() default "2s";

    /** The most connections to one host. */
    int connections() default 1_000;

    /** How long a visit may take, from its intended start. */
    String timeout() default "30s";

    /** How many event loops send. */
    int loops() default 1;

    /** Whether visits come as independent users do, and not all the same time apart. */
    boolean poisson() default false;

    /** Of everything that is random; another one for each run if it is negative. */
    long seed() default -1;

    /** What is wanted, as {@link dev.heddle.load.Slo#parse} reads it: {@code p99<20ms}. */
    String[] slo() default {};

    /**
     * Whether a run may be believed though it is not what was asked for: on a machine that is too
     * small for the rate, say. Its objectives are still looked at.
     */
    boolean allowInvalid() default false;
}
