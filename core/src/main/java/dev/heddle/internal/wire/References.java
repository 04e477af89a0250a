package dev.heddle.internal.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import java.util.ArrayList;
import java.util.List;

/**
 * Which objects of one value were written or read already, so that what is shared stays shared.
 *
 * <p>Nothing is shared within the key of a map or the element of a set: a few bytes could else make
 * a key that takes for ever to hash.
 */
final class References extends MapReferenceResolver {
    /** Those being written that exist only once their parts do: records. */
    private final List<Object> open = new ArrayList<>();

    private int keys;

    static References of(Kryo kryo) {
        return (References) kryo.getReferenceResolver();
    }

    void open(Object whole) {
        open.add(whole);
    }

    void close() {
        open.removeLast();
    }

    void enterKey() {
        keys++;
    }

    void leaveKey() {
        keys--;
    }

    // Kryo's interfaces are raw.
    @SuppressWarnings("rawtypes")
    @Override
    public boolean useReferences(Class type) {
        return keys == 0 && type != String.class && super.useReferences(type);
    }

    @Override
    public int getWrittenId(Object object) {
        int id = super.getWrittenId(object);
        if (id >= 0 && isOpen(object)) {
            throw new WireException("a value of %s contains itself".formatted(object.getClass()));
        }
        return id;
    }

    private boolean isOpen(Object object) {
        for (Object whole : open) {
            if (whole == object) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("rawtypes")
    @Override
    public Object getReadObject(Class type, int id) {
        Object object = super.getReadObject(type, id);
        if (object == null) {
            throw new WireException("a reference to an object that is not there yet");
        }
        return object;
    }

    @Override
    public void reset() {
        super.reset();
        open.clear();
        keys = 0;
    }
}
