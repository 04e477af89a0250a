package dev.heddle.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;

/** What a request sends after its headers. */
sealed interface RequestBody {
    /** Sets the headers that tell its length. */
    void describe(HttpHeaders headers);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements RequestBody {
        @Override
        public void describe(HttpHeaders headers) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
        }
    }

    record Streamed(Publisher<byte[]> parts) implements RequestBody {
        @Override
        public void describe(HttpHeaders headers) {
            if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
    }
}
