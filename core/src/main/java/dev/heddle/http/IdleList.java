package dev.heddle.http;

import org.jspecify.annotations.Nullable;

/**
 * The idle connections to all hosts, the one that became so first in front: a doubly linked list
 * through the connections themselves, so that taking one out of the middle costs nothing.
 */
final class IdleList {
    private @Nullable Connection first;
    private @Nullable Connection last;

    @Nullable Connection oldest() {
        return first;
    }

    void add(Connection connection) {
        connection.idleBefore = last;
        if (last == null) {
            first = connection;
        } else {
            last.idleAfter = connection;
        }
        last = connection;
    }

    /** Does nothing if the connection is not in it. */
    void remove(Connection connection) {
        var before = connection.idleBefore;
        var after = connection.idleAfter;
        if (before != null) {
            before.idleAfter = after;
        } else if (first == connection) {
            first = after;
        }
        if (after != null) {
            after.idleBefore = before;
        } else if (last == connection) {
            last = before;
        }
        connection.idleBefore = null;
        connection.idleAfter = null;
    }
}
