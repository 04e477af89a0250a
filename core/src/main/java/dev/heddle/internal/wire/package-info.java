/**
 * What a process pool and the JVM of one of its workers share: how work is named, values and
 * failures become bytes, and the mapped files and frames between the two. Start reading at {@link
 * dev.heddle.internal.wire.Codec}. Knows the JDK, Kryo once there is an object, and nothing else of
 * Heddle, so that a worker loads few classes.
 */
@NullMarked
package dev.heddle.internal.wire;

import org.jspecify.annotations.NullMarked;
