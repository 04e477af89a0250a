package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Short bodies that are long ones decoded: what is refused, and how much of it is handed over. */
class HttpBombTest extends HttpTest {
    private static final int MIB = 1 << 20;
    private static final byte[] ZEROS = new byte[20 * MIB];

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, gzip", "br, gzip"})
    void keptBombIsRefusedWithTheSettingToRaise(String codings) throws Exception {
        var server = bomb(codings);
        var http = session(s -> s.maxInflation(100));

        assertThatThrownBy(() -> http.get(server.url("/")).bytes().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.BODY_TOO_LARGE))
                .hasMessageContaining("more than 100 times longer")
                .hasMessageContaining("raise maxInflation");
        server.awaitOpen(open -> open == 0);
    }

    @ParameterizedTest
    @CsvSource({"gzip", "br", "zstd", "'gzip, gzip'", "'zstd, br'"})
    void streamedBombEndsWhereTheLimitIs(String codings) throws Exception {
        byte[] encoded = Encodings.encode(codings, ZEROS);
        var server = bomb(codings);
        var handedOver = new AtomicLong();

        var body =
                session(s -> s.maxInflation(50))
                        .get(server.url("/"))
                        .exchange(
                                (_, parts) -> parts.doOnNext(p -> handedOver.addAndGet(p.length)));

        assertThatThrownBy(() -> body.blockLast(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.BODY_TOO_LARGE));
        assertThat(handedOver.get()).isLessThanOrEqualTo(Math.max(MIB, 50L * encoded.length));
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void firstMebibyteMayBeAsDenseAsItLikes() throws Exception {
        byte[] body = new byte[MIB];
        var server = answering("zstd", Encodings.encode("zstd", body));

        assertThat(session(s -> s.maxInflation(1)).get(server.url("/")).bytes().block(PATIENCE))
                .isEqualTo(body);
    }

    @Test
    void raisedLimitLetsADenseBodyThrough() throws Exception {
        var http = session(s -> s.maxInflation(2_000));

        assertThat(http.get(bomb("gzip").url("/")).bytes().block(PATIENCE)).isEqualTo(ZEROS);
    }

    @Test
    void limitOfKeptBodiesCountsDecodedBytes() throws Exception {
        byte[] body = Encodings.body(100_001);
        var server = answering("gzip", Encodings.gzip(body));

        assertThatThrownBy(() ->
                        session(s -> s.maxBodyBytes(100_000))
                                .get(server.url("/"))
                                .bytes()
                                .block(PATIENCE))
                .hasMessageContaining("longer than 100000 bytes")
                .hasMessageContaining("raise maxBodyBytes");
        assertThat(
                        session(s -> s.maxBodyBytes(100_001))
                                .get(server.url("/"))
                                .bytes()
                                .block(PATIENCE))
                .isEqualTo(body);
    }

    /** The stage between makes much of little, and the last next to nothing of that. */
    @Test
    void bombBetweenTwoCodingsIsRefused() throws Exception {
        byte[] emptyMember = Encodings.gzip(new byte[0]);
        byte[] members = new byte[emptyMember.length * 500_000];
        for (int at = 0; at < members.length; at += emptyMember.length) {
            System.arraycopy(emptyMember, 0, members, at, emptyMember.length);
        }
        var server = answering("gzip, zstd", Encodings.encode("zstd", members));

        assertThatThrownBy(() -> session().get(server.url("/")).bytes().block(PATIENCE))
                .hasMessageContaining("decoded from zstd: raise maxInflation");
    }

    /** Were it decoded before it is asked for, it would have ended at its first mebibyte. */
    @Test
    void nothingIsDecodedThatNobodyHasAskedFor() throws Exception {
        var server = bomb("gzip");
        var reader = new ByParts();

        var end =
                session(s -> s.maxInflation(1))
                        .get(server.url("/"))
                        .exchange((_, body) -> {
                            body.subscribe(reader);
                            return reactor.core.publisher.Mono.fromFuture(reader.end);
                        })
                        .collectList()
                        .toFuture();
        reader.there.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        // Each of these is a round trip through the loop: the first ten parts, and no failure.
        for (int i = 0; i < 10; i++) {
            reader.next().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(reader.end).isNotDone();
        reader.request(Long.MAX_VALUE);

        assertThatThrownBy(() -> end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("raise maxInflation");
        assertThat(reader.bytes.get()).isLessThanOrEqualTo(MIB);
    }

    private RawServer bomb(String codings) throws Exception {
        return answering(codings, Encodings.encode(codings, ZEROS));
    }

    private RawServer answering(String codings, byte[] body) throws Exception {
        return server(peer -> {
            peer.readRequest();
            peer.send(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: "
                            + codings
                            + "\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n");
            peer.send(body);
            peer.awaitEnd();
        });
    }

    /** Asks for one part at a time. */
    private static final class ByParts extends BaseSubscriber<byte[]> {
        final CompletableFuture<Void> there = new CompletableFuture<>();
        final CompletableFuture<Void> end = new CompletableFuture<>();
        final AtomicLong bytes = new AtomicLong();
        private volatile CompletableFuture<Void> part = new CompletableFuture<>();

        CompletableFuture<Void> next() {
            var next = new CompletableFuture<Void>();
            part = next;
            request(1);
            return next;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            there.complete(null);
        }

        @Override
        protected void hookOnNext(byte[] value) {
            bytes.addAndGet(value.length);
            part.complete(null);
        }

        @Override
        protected void hookOnComplete() {
            end.complete(null);
        }

        @Override
        protected void hookOnError(Throwable reason) {
            end.completeExceptionally(reason);
        }
    }
}
