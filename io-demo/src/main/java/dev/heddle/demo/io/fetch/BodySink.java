package dev.heddle.demo.io.fetch;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Where bodies go. */
interface BodySink extends AutoCloseable {
    /** Takes the body of a request's answer to its end; notes in the answer where it went. */
    Publisher<Void> take(Request request, Flux<byte[]> body, Result.Answer answer);

    @Override
    default void close() {}

    /** Nowhere: bodies are counted and dropped as they come. */
    final class Nowhere implements BodySink {
        @Override
        public Publisher<Void> take(Request request, Flux<byte[]> body, Result.Answer answer) {
            return body.then();
        }
    }
}
