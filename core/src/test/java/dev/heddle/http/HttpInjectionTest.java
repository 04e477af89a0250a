package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What goes out is the one request that was asked for. */
class HttpInjectionTest extends HttpTest {
    private static final String EVIL = "v\r\nInjected: 1";
    private static final String URL = "http://127.0.0.1:1/";

    @Test
    void lineBreakIsRefusedInEveryHeaderNotOnlyTheFirst() {
        var plain = session().get(URL);
        var withHeader = plain.header("A", "b");
        var withBody = session().post(URL).body("x");

        for (var request : new HttpRequest[] {plain, withHeader, withBody}) {
            assertRefused(() -> request.header("X", EVIL));
            assertRefused(() -> request.header("Na me\r\nX", "v"));
        }
    }

    @Test
    void lineBreakIsRefusedInEveryHeaderOfASession() {
        var builder = HttpSession.builder().header("A", "b");

        assertRefused(() -> builder.header("X", EVIL));
        assertRefused(() -> builder.header("Na me\r\nX", "v"));
    }

    @Test
    void transferEncodingIsTheSessions() {
        for (String name : new String[] {"Transfer-Encoding", "transfer-encoding"}) {
            assertRefused(() -> session().post(URL).header(name, "chunked"));
            assertRefused(() -> HttpSession.builder().header(name, "gzip"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-5", "+5", "5, 5", "0x5", "1234567890123456789", "\u0665"})
    void lengthThatIsNotDigitsIsRefused(String length) {
        assertRefused(() -> session().post(URL).header("Content-Length", length));
    }

    @Test
    void lengthForEveryRequestOfASessionIsRefused() {
        assertRefused(() -> HttpSession.builder().header("content-length", "5"));
    }

    @Test
    void lengthWithoutAStreamedBodyIsNotSent() throws Exception {
        var server = server(peer -> peer.answer(peer.readUntil("\r\n\r\n")).awaitEnd());

        assertThat(head(session().get(server.url("/")))).doesNotContain("content-length");
        assertThat(head(session().post(server.url("/")))).contains("content-length: 0\r\n");
        assertThat(head(session().post(server.url("/")).body("abc")))
                .containsOnlyOnce("content-length:")
                .contains("content-length: 3\r\n");
    }

    @Test
    void lengthOfAStreamedBodyIsSentWithoutTransferEncoding() throws Exception {
        var server = server(peer -> peer.answer(peer.readRequest().head()).awaitEnd());
        var body = Flux.just(new byte[50]);

        assertThat(head(session().post(server.url("/")).body(body)))
                .contains("content-length: 50\r\n")
                .doesNotContain("transfer-encoding");
    }

    /** What the server gets as the head of the request with a Content-Length of 50. */
    private static String head(HttpRequest request) {
        var head = request.header("Content-Length", "50").text().block(PATIENCE);
        return head.toLowerCase(Locale.ROOT);
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
    }
}
