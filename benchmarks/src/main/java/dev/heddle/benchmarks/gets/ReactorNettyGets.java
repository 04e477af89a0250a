package dev.heddle.benchmarks.gets;

import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Reactor Netty's HttpClient with one loop, as a flatMap with a limit. */
final class ReactorNettyGets implements GetClient {
    private final HttpClient client;
    private final String base;
    private final int connections;

    ReactorNettyGets(String base, int connections) {
        this.base = base;
        this.connections = connections;
        this.client =
                HttpClient.create(
                                ConnectionProvider.builder("gets")
                                        .maxConnections(connections)
                                        .pendingAcquireMaxCount(-1)
                                        .build())
                        .runOn(LoopResources.create("gets", 1, true), true);
    }

    @Override
    public int run(int requests) {
        return Flux.range(0, requests)
                .flatMap(this::get, connections)
                .filter(body -> body.length() > GOOD_BODY)
                .count()
                .blockOptional()
                .orElseThrow()
                .intValue();
    }

    private reactor.core.publisher.Mono<String> get(int number) {
        return client.get().uri(base + number).responseSingle((_, body) -> body.asString());
    }
}
