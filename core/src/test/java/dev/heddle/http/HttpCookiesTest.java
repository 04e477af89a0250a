package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Cookies on the wire. */
class HttpCookiesTest extends HttpTest {
    private final AtomicReference<String> head = new AtomicReference<>();

    private RawServer setting(String status, String cookie) throws Exception {
        return server(peer -> {
            while (true) {
                head.set(peer.readRequest().head());
                peer.send(
                        "HTTP/1.1 "
                                + status
                                + "\r\nSet-Cookie: "
                                + cookie
                                + "\r\nSet-Cookie: second=2\r\nContent-Length: 2\r\n\r\nhi");
            }
        });
    }

    @Test
    void cookiesOfEveryAnswerGoBackWithTheNextRequest() throws Exception {
        for (String status : new String[] {"200 OK", "404 Not Found"}) {
            var server = setting(status, "id=1; Path=/");
            var http = session(s -> s.cookies(true));

            http.get(server.url("/")).send().block(PATIENCE);
            assertThat(head.get()).doesNotContainIgnoringCase("cookie");
            http.get(server.url("/next")).send().block(PATIENCE);

            assertThat(head.get()).containsIgnoringCase("\r\ncookie: id=1; second=2\r\n");
        }
    }

    @Test
    void cookiesOfStreamedAnswersAreKeptToo() throws Exception {
        var server = setting("200 OK", "id=1");
        var http = session(s -> s.cookies(true));

        http.get(server.url("/")).exchange((_, body) -> body).blockLast(PATIENCE);
        http.post(server.url("/")).header("Cookie", "own=3").send().block(PATIENCE);

        assertThat(head.get()).containsIgnoringCase("\r\ncookie: own=3; id=1; second=2\r\n");
    }

    @Test
    void sessionsDoNotShareCookies() throws Exception {
        var server = setting("200 OK", "id=1");
        session(s -> s.cookies(true)).get(server.url("/")).send().block(PATIENCE);

        session(s -> s.cookies(true)).get(server.url("/")).send().block(PATIENCE);

        assertThat(head.get()).doesNotContainIgnoringCase("cookie");
    }

    @Test
    void withoutTheSettingNoneAreKept() throws Exception {
        var server = setting("200 OK", "id=1");
        var http = session();

        http.get(server.url("/")).send().block(PATIENCE);
        http.get(server.url("/")).header("Cookie", "own=3").send().block(PATIENCE);

        assertThat(http.cookies).isNull();
        assertThat(head.get()).containsIgnoringCase("\r\ncookie: own=3\r\n");
    }
}
