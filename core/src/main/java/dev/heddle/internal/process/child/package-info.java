/**
 * The worker's JVM: {@link dev.heddle.internal.process.child.WorkerMain} is its main class. Uses
 * {@code wire} and the JDK alone, and in what runs before the first call no lambdas, streams or
 * regular expressions: each costs milliseconds in a JVM that is new.
 */
@NullMarked
package dev.heddle.internal.process.child;

import org.jspecify.annotations.NullMarked;
