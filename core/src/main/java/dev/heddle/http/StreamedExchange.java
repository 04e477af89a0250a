package dev.heddle.http;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/**
 * An exchange whose body is handed over as it comes: a Mono of itself, at the head. The connection
 * is read only while the body's subscriber wants more than has been decoded.
 */
final class StreamedExchange extends Exchange {
    private final Settings.Bodies settings;
    private final CoreSubscriber<? super StreamedExchange> subscriber;
    private final Sinks.Empty<Void> interrupted = Sinks.empty();
    private final Body body = new Body();

    // Only touched on the loop.
    private final BodyParts parts = new BodyParts();
    private @Nullable HttpHead head;
    private @Nullable HttpException failure;
    private @Nullable CoreSubscriber<? super byte[]> reader;
    private long demand;
    private boolean complete;
    private boolean draining;

    /** Whether the handler's result has ended, and with it the time for reading the body. */
    private boolean resultOver;

    private StreamedExchange(
            HttpRequest request,
            Connections connections,
            CoreSubscriber<? super StreamedExchange> subscriber) {
        super(request, connections);
        this.subscriber = subscriber;
        this.settings = connections.settings().bodies();
    }

    static <T> Flux<T> send(
            HttpRequest request,
            Connections connections,
            BiFunction<HttpHead, Flux<byte[]>, Publisher<T>> handler) {
        return new Head(request, connections).flatMapMany(exchange -> exchange.result(handler));
    }

    private <T> Flux<T> result(BiFunction<HttpHead, Flux<byte[]>, Publisher<T>> handler) {
        return made(handler)
                .takeUntilOther(interrupted.asMono())
                .doFinally(_ -> onLoopLater(this::resultEnded));
    }

    private <T> Flux<T> made(BiFunction<HttpHead, Flux<byte[]>, Publisher<T>> handler) {
        try {
            return Flux.from(handler.apply(Objects.requireNonNull(head), body));
        } catch (Throwable e) {
            // flatMapMany would lose what Reactor deems fatal.
            return Flux.error(e);
        }
    }

    private void resultEnded() {
        resultOver = true;
        abandonRest();
        if (reader != null) {
            signalError(takeReader(), tooLate());
        }
    }

    private IllegalStateException tooLate() {
        return new IllegalStateException(
                "the exchange has ended: read the body of "
                        + request.target.url()
                        + " as part of the handler's result");
    }

    /** What is left of the body will not be read. */
    private void abandonRest() {
        if (!isOver()) {
            stop();
        }
        parts.clear();
    }

    // --- what the connection tells it -------------------------------------------------------

    @Override
    void head(io.netty.handler.codec.http.HttpResponse response) {
        parts.decodeBy(BodyDecoder.of(request, settings, response));
        head = new HttpHead(response.status().code(), response.headers(), request.target.url());
        readOnDemand();
        try {
            subscriber.onNext(this);
            subscriber.onComplete();
        } catch (Throwable e) {
            abandonRest();
            thrownBy(subscriber, e);
        }
    }

    @Override
    void content(ByteBuf part) {
        parts.add(part);
        drain();
    }

    /** What is cut short or no such coding is known here, unless its reader takes its time. */
    @Override
    void contentEnds() {
        parts.end();
        var _ = hasPart();
    }

    @Override
    void deliverAnswer() {
        complete = true;
        drain();
    }

    @Override
    void deliver(HttpException reason) {
        if (head == null) {
            subscriber.onError(reason);
            return;
        }
        failure = reason;
        switch (reason.kind()) {
            // Nothing more is wanted, whatever has come already.
            case TIMEOUT, CLOSED -> {
                parts.clear();
                interrupted.tryEmitError(reason);
            }
            default -> drain();
        }
    }

    @Override
    boolean hasHead() {
        return head != null;
    }

    @Override
    boolean startOver() {
        return head == null;
    }

    @Override
    boolean wantsMore() {
        return reader != null && demand > 0;
    }

    // --- what the reader of the body tells it -----------------------------------------------

    private void drain() {
        if (draining || reader == null) {
            return;
        }
        hand();
        boolean more = hasPart();
        if (reader == null || more) {
            return;
        }
        if (complete) {
            takeReader().onComplete();
        } else if (failure != null) {
            signalError(takeReader(), failure);
        } else if (demand > 0) {
            read();
        }
    }

    private void hand() {
        draining = true;
        try {
            while (demand > 0 && reader != null && hasPart()) {
                demand = Operators.subOrZero(demand, 1);
                reader.onNext(parts.remove());
            }
        } catch (Throwable e) {
            readerThrew(e);
        } finally {
            draining = false;
        }
    }

    /** Whether a part is there to be read; one that cannot be decoded ends the body. */
    private boolean hasPart() {
        try {
            return !parts.isEmpty();
        } catch (HttpException e) {
            undecodable(e);
            return false;
        }
    }

    private void undecodable(HttpException reason) {
        parts.clear();
        if (isOver()) {
            // The connection is another's by now: where the answer ended on it was never in doubt.
            complete = false;
            failure = reason;
        } else {
            abort(reason);
        }
    }

    private void readerThrew(Throwable thrown) {
        abandonRest();
        if (reader != null) {
            thrownBy(takeReader(), thrown);
        }
    }

    private void signalError(CoreSubscriber<? super byte[]> taken, Throwable reason) {
        try {
            taken.onError(reason);
        } catch (Throwable e) {
            logThrown(e);
        }
    }

    private CoreSubscriber<? super byte[]> takeReader() {
        var taken = Objects.requireNonNull(reader);
        reader = null;
        return taken;
    }

    /** The body of the answer, which has one subscriber. */
    private final class Body extends Flux<byte[]> implements Subscription {
        private boolean subscribed;

        @Override
        public void subscribe(CoreSubscriber<? super byte[]> actual) {
            if (loop().isShutdown()) {
                // It would drop the step without a word.
                Operators.error(actual, Failures.closed(request, "event loop", null));
            } else {
                onLoop(() -> subscribeHere(actual));
            }
        }

        private void subscribeHere(CoreSubscriber<? super byte[]> actual) {
            try {
                if (subscribed) {
                    Operators.error(actual, onlyOnce());
                } else if (resultOver) {
                    Operators.error(actual, tooLate());
                } else {
                    subscribed = true;
                    reader = actual;
                    actual.onSubscribe(this);
                }
            } catch (Throwable e) {
                readerThrew(e);
            }
            drain();
        }

        private IllegalStateException onlyOnce() {
            return new IllegalStateException("the body of an answer can be read only once");
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                onLoop(() -> {
                    demand = Operators.addCap(demand, n);
                    drain();
                });
            }
        }

        @Override
        public void cancel() {
            onLoop(() -> {
                reader = null;
                abandonRest();
            });
        }
    }

    /** The exchange at its head. */
    private static final class Head extends Mono<StreamedExchange> {
        private final HttpRequest request;
        private final Connections connections;

        Head(HttpRequest request, Connections connections) {
            this.request = request;
            this.connections = connections;
        }

        @Override
        public void subscribe(CoreSubscriber<? super StreamedExchange> actual) {
            actual.onSubscribe(new StreamedExchange(request, connections, actual));
        }
    }
}
