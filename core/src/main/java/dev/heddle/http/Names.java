package dev.heddle.http;

import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

/** Looks names up by Netty's resolver, which keeps what it found. Only touched on the loop. */
final class Names {
    private final AddressResolverGroup<InetSocketAddress> resolvers;
    private final EventLoop loop;

    Names(LoopResources resources) {
        this.loop = resources.onClient(true).next();
        // Both families, for the race between them: the resolver would be content with the first.
        this.resolvers =
                NameResolverProvider.builder()
                        .completeOncePreferredResolved(false)
                        .build()
                        .newNameResolverGroup(resources, true);
    }

    /** All addresses of a name. */
    Mono<List<InetAddress>> all(String name) {
        return Mono.create(sink -> {
            Future<List<InetSocketAddress>> found =
                    resolvers
                            .getResolver(loop)
                            .resolveAll(InetSocketAddress.createUnresolved(name, 0));
            sink.onCancel(() -> found.cancel(false));
            found.addListener(_ -> tell(sink, found));
        });
    }

    private static void tell(
            MonoSink<List<InetAddress>> sink, Future<List<InetSocketAddress>> found) {
        if (found.isSuccess()) {
            sink.success(found.getNow().stream().map(InetSocketAddress::getAddress).toList());
        } else {
            sink.error(found.cause());
        }
    }

    void close() {
        resolvers.close();
    }
}
