package dev.heddle.http;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A channel that bytes of HTTP can be written to.
 *
 * @param channel reads by itself; nobody handles yet what it reads
 * @param timings what it took
 * @param protocol what the server chose by ALPN, such as {@code h2}; null if it chose nothing
 */
record ReadyChannel(Channel channel, ConnectTimings timings, @Nullable String protocol) {}
