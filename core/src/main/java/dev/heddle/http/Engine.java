package dev.heddle.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** A session's connections, on Reactor Netty. */
final class Engine {
    private final Settings settings;
    private final ConnectionProvider pool;
    private final HttpClient client;

    Engine(Settings settings) {
        this.settings = settings;
        this.pool =
                ConnectionProvider.builder("heddle")
                        .maxConnections(settings.maxConnectionsPerHost())
                        .pendingAcquireMaxCount(-1)
                        .pendingAcquireTimeout(Duration.ofDays(1))
                        .lifo()
                        .build();
        this.client =
                HttpClient.create(pool)
                        .runOn(settings.loop().resources(), true)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) settings.connectTimeout().toMillis())
                        .headers(h -> h.setAll(settings.headers()))
                        .disableRetry(true);
    }

    <T extends @Nullable Object> Mono<T> send(
            HttpRequest request, Function<HttpResponse, T> result) {
        return sending(request)
                .responseSingle((response, body) ->
                        body.asByteArray()
                                .defaultIfEmpty(new byte[0])
                                .map(bytes -> new HttpResponse(head(request, response), bytes)))
                .timeout(request.timeout, settings.loop().scheduler())
                .onErrorMap(e -> failure(request, e))
                .<T>mapNotNull(result);
    }

    <T> Flux<T> exchange(
            HttpRequest request, BiFunction<HttpHead, Flux<byte[]>, Publisher<T>> handler) {
        return sending(request)
                .response((response, body) ->
                        handler.apply(head(request, response), body.asByteArray()))
                .onErrorMap(e -> failure(request, e));
    }

    private HttpClient.ResponseReceiver<?> sending(HttpRequest request) {
        var configured =
                request.headers == null ? client : client.headers(h -> h.setAll(request.headers));
        var sender = configured.request(request.method).uri(request.target.url());
        return switch (request.body) {
            case null -> sender;
            case RequestBody.Bytes(byte[] bytes) ->
                    sender.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)));
            case RequestBody.Streamed(Publisher<byte[]> parts) ->
                    sender.send(Flux.from(parts).map(Unpooled::wrappedBuffer));
        };
    }

    private static HttpHead head(HttpRequest request, HttpClientResponse response) {
        return new HttpHead(
                response.status().code(), response.responseHeaders(), request.target.url());
    }

    private static Throwable failure(HttpRequest request, Throwable e) {
        String url = request.target.url();
        return switch (e) {
            case TimeoutException _ ->
                    new HttpTimeoutException(
                            url, HttpTimeoutException.Phase.WAITING, request.timeout);
            case java.net.UnknownHostException _ ->
                    new HttpException(
                            HttpException.Kind.DNS,
                            url,
                            "unknown host " + request.target.origin().host(),
                            e);
            case java.net.ConnectException _ ->
                    new HttpException(
                            HttpException.Kind.CONNECT,
                            url,
                            "no connection to "
                                    + request.target.origin().authority()
                                    + ": "
                                    + e.getMessage(),
                            e);
            default -> new HttpException(HttpException.Kind.OTHER, url, String.valueOf(e), e);
        };
    }

    void close() {
        pool.disposeLater().block();
    }
}
