package dev.heddle.http;

import dev.heddle.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;

/** What a session was built with; see {@link HttpSession.Builder} for each. */
record Settings(
        EventLoop loop,
        int maxConnections,
        int maxConnectionsPerHost,
        Duration timeout,
        Duration connectTimeout,
        long maxBodyBytes,
        HttpHeaders headers) {}
