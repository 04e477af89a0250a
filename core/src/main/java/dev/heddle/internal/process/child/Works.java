package dev.heddle.internal.process.child;

import dev.heddle.internal.wire.Codec;
import dev.heddle.internal.wire.Invocable;
import dev.heddle.internal.wire.WireException;
import dev.heddle.internal.wire.WorkRef;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The work this worker knows, by the numbers its parent gave; and its values. */
final class Works {
    private final Codec codec;
    private final ClassLoader loader;
    private final Map<Integer, WorkRef> refs = new HashMap<>();
    private final Map<Integer, Invocable> found = new HashMap<>();

    Works(Codec codec, ClassLoader loader) {
        this.codec = codec;
        this.loader = loader;
    }

    void define(int number, byte[] ref) {
        refs.put(number, WorkRef.fromBytes(ref));
    }

    /**
     * @throws WireException if it is not to be found here
     */
    Invocable find(int number) {
        Invocable work = found.get(number);
        if (work == null) {
            WorkRef ref = refs.get(number);
            if (ref == null) {
                throw new WireException("no work has number " + number);
            }
            work = find(ref);
            found.put(number, work);
        }
        return work;
    }

    Invocable find(WorkRef ref) {
        return ref.resolve(loader);
    }

    @Nullable Object decode(byte kind, MemorySegment bytes) {
        return codec.decode(kind, bytes);
    }
}
