/** An event loop whose tasks are plain code, and what services build with it. */
module dev.heddle.core {
    requires transitive io.netty.common;
    requires transitive org.reactivestreams;
    requires transitive reactor.core;
    requires transitive reactor.netty.core;
    requires transitive io.netty.codec.http;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http2;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.resolver;
    // Reactor Netty looks up names by it, and does not require it.
    requires io.netty.resolver.dns;
    requires reactor.netty.http;
    requires tools.jackson.databind;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    // Which its serializers of dates need; as an automatic module it cannot say so itself.
    requires java.sql;
    requires com.esotericsoftware.kryo;
    requires context.propagation;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.slf4j;
    requires HdrHistogram;
    requires static transitive org.jspecify;
    // For bodies in br and zstd, where they are there.
    requires static com.aayushatharva.brotli4j;
    requires static com.github.luben.zstd_jni;

    exports dev.heddle;
    exports dev.heddle.http;
    exports dev.heddle.testing;
    exports dev.heddle.worker;
}
