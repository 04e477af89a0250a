package dev.heddle.internal.process;

import dev.heddle.internal.wire.WorkRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way to a worker.
 *
 * @param callId not negative, below 2^62, of no other call of this worker
 * @param batch the input is an {@code Object[]} and the work runs once for each element; the result
 *     is an {@code Object[]} too
 * @param context what the worker's thread is to carry while the work runs, by the name of its
 *     accessor in Micrometer's {@code ContextRegistry}; values as they may travel
 */
public record Outgoing(
        long callId,
        WorkRef work,
        boolean batch,
        Map<String, Object> context,
        @Nullable Object input) {}
