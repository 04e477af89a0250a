package dev.heddle.load;

import org.jspecify.annotations.Nullable;

/**
 * Connections in order, linked through themselves, so that nothing is allocated for a request and
 * each can leave from the middle. Each is in one line at most. Only touched on the loop.
 */
final class WireLine {
    private @Nullable WireConnection first;
    private @Nullable WireConnection last;

    @Nullable WireConnection first() {
        return first;
    }

    @Nullable WireConnection last() {
        return last;
    }

    /** Adds one that is in no line, at the end. */
    void add(WireConnection connection) {
        add(connection, last);
    }

    /** Adds one that is in no line behind one that is in this; null for the beginning. */
    void add(WireConnection connection, @Nullable WireConnection before) {
        var after = before == null ? first : before.after;
        connection.line = this;
        connection.before = before;
        connection.after = after;
        if (before == null) {
            first = connection;
        } else {
            before.after = connection;
        }
        if (after == null) {
            last = connection;
        } else {
            after.before = connection;
        }
    }

    void remove(WireConnection connection) {
        var before = connection.before;
        var after = connection.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        connection.line = null;
        connection.before = null;
        connection.after = null;
    }
}
