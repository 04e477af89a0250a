package dev.heddle.http;

import org.reactivestreams.Publisher;

/** What a request sends after its headers. */
sealed interface RequestBody {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] bytes) implements RequestBody {}

    record Streamed(Publisher<byte[]> parts) implements RequestBody {}
}
