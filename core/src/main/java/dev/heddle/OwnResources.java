package dev.heddle;

import dev.heddle.internal.carrier.Transports;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/**
 * Loops of Heddle's as Reactor Netty's resources; they are closed by their owner, not from there.
 *
 * @param forServers spreads a server's connections over the loops, whichever loop accepts them
 * @param forClients keeps a client on the loop of the task that uses it
 */
record OwnResources(EventLoopGroup forServers, EventLoopGroup forClients, Transports transport)
        implements LoopResources {
    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return forServers;
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return forClients;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup ignored) {
        return transport.newChannel(type);
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(
            Class<C> type, EventLoopGroup ignored) {
        return transport.channelClass(type);
    }

    @Override
    public boolean daemon() {
        return true;
    }

    // Resources are equal to themselves only. Reactor Netty hashes them, and a record's own
    // hashCode
    // is spun at its first use, which takes a starting JVM some ten milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
