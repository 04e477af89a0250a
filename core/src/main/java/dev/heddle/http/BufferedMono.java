package dev.heddle.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Sends a request per subscription, and keeps the body of the answer whole. */
final class BufferedMono<T extends @Nullable Object> extends Mono<T> {
    private final HttpRequest request;
    private final Connections connections;
    private final Function<HttpResponse, T> result;

    BufferedMono(HttpRequest request, Connections connections, Function<HttpResponse, T> result) {
        this.request = request;
        this.connections = connections;
        this.result = result;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
        subscriber.onSubscribe(new BufferedExchange<>(request, connections, subscriber, result));
    }
}
