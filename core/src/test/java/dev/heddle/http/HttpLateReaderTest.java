package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bodies whose exchange has ended before they have been read. */
class HttpLateReaderTest extends HttpTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3_000_000})
    void bodyReadAfterTheResultIsAFailure(int size) throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("x".repeat(size));
                    peer.awaitEnd();
                });

        Flux<byte[]> body =
                session().get(server.url("/")).exchange((_, b) -> Mono.just(b)).blockLast(PATIENCE);
        // Steps of the loop come one after the other: behind these two the result has ended.
        onLoop(() -> true);
        onLoop(() -> true);

        assertEnded(body.collectList().toFuture());
    }

    @Test
    void readerLeftBehindByTheResultIsToldSo() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
                    peer.awaitEnd();
                });
        var read = new CompletableFuture<List<byte[]>>();

        session()
                .get(server.url("/"))
                .exchange((_, body) -> {
                    body.collectList().subscribe(read::complete, read::completeExceptionally);
                    return Mono.just(1);
                })
                .blockLast(PATIENCE);

        assertEnded(read);
    }

    private static void assertEnded(CompletableFuture<?> read) {
        assertThatThrownBy(() -> read.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the exchange has ended");
    }
}
