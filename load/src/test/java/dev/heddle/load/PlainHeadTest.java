package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHeadTest {
    private final PlainHead head = new PlainHead();

    @Test
    void readsStatusAndLengthAndStopsAtTheBody() {
        var in = bytes("HTTP/1.1 503 Nope\r\nDate: now\r\nContent-Length: 12\r\n\r\nbody");

        assertThat(head.read(in)).isTrue();

        assertThat(head.status()).isEqualTo(503);
        assertThat(head.length()).isEqualTo(12);
        assertThat(head.keepsAlive()).isTrue();
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200\r\ncontent-length:0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nCONTENT-LENGTH:   000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTraceparent: x\r\nContent-Type: a\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n",
            })
    void readsWhatIsPlain(String text) {
        assertThat(head.read(bytes(text))).isTrue();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.length()).isZero();
        assertThat(head.keepsAlive()).isTrue();
    }

    @Test
    void seesThatTheServerCloses() {
        var in = bytes("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n");

        assertThat(head.read(in)).isTrue();

        assertThat(head.keepsAlive()).isFalse();
    }

    @Test
    void remembersNothingOfTheHeadBefore() {
        assertThat(head.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"))).isTrue();
        assertThat(head.read(bytes("HTTP/1.1 200 OK\r\n\r\n"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 20x OK\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 2000 OK\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 204 None\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5 \r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1234567890123456789\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nA: b\r\n c\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\nContent-Length: 5\r\n\r\n",
            })
    void leavesAllElseAsItWas(String text) {
        var in = bytes(text);

        assertThat(head.read(in)).isFalse();

        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void leavesLongHeadsAsTheyWere() {
        var in =
                bytes(
                        "HTTP/1.1 200 OK\r\nA: "
                                + "b".repeat(5_000)
                                + "\r\nContent-Length: 5\r\n\r\n");

        assertThat(head.read(in)).isFalse();

        assertThat(in.readerIndex()).isZero();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
