package dev.heddle.load;

import org.jspecify.annotations.Nullable;

/** What the connections of a sender share. Only touched on the thread of its loop. */
interface WirePeer {
    /** How many requests there are. */
    int requests();

    /** A request that is the same for all arrivals; null if it is to be filled. */
    @Nullable WireRequest fixed(int request);

    /** The request of an arrival, to be written once. */
    WireRequest filled(Arrival arrival);

    /** The request of an arrival, fixed or filled. */
    default WireRequest request(Arrival arrival) {
        var fixed = fixed(arrival.request);
        return fixed == null ? filled(arrival) : fixed;
    }

    /** To read a head with. */
    PlainHead head();

    /** On the clock of the loop, in nanoseconds. */
    long now();
}
