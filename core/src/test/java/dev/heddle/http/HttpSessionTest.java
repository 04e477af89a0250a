package dev.heddle.http;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // HTTP ends its lines otherwise
class HttpSessionTest extends HttpTest {
    record Item(int id, String name, List<String> tags) {}

    @Test
    void getGivesStatusHeadersAndBody() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 203 Sure\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nhi");
                });

        var answer = onLoop(() -> await(session().get(server.url("/")).send()));

        assertThat(answer.status()).isEqualTo(203);
        assertThat(answer.headers().get("x-a")).isEqualTo("1");
        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.url()).isEqualTo(server.url("/"));
    }

    @Test
    void sessionOfTheCurrentLoopNeedsNoSettings() throws Exception {
        var server = echoingPaths();

        String text =
                EventLoop.run(() -> {
                    try (var http = HttpSession.create()) {
                        return await(http.get(server.url("/x")).text());
                    }
                });

        assertThat(text).isEqualTo("/x");
    }

    @Test
    void sessionWithoutAnyLoopSaysThatThereIsNone() {
        assertThatThrownBy(HttpSession::create).isInstanceOf(WrongThreadException.class);
    }

    @Test
    void worksAsMonoOutsideTasks() throws Exception {
        var server = echoingPaths();

        assertThat(session().get(server.url("/x")).text().block(PATIENCE)).isEqualTo("/x");
    }

    @Test
    void eachSubscriptionSendsAgainOnTheSameConnection() throws Exception {
        var server = echoingPaths();
        var text = session().get(server.url("/x")).text();

        assertThat(text.block(PATIENCE)).isEqualTo("/x");
        assertThat(text.block(PATIENCE)).isEqualTo("/x");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void everyMethodIsSentAsItself() throws Exception {
        var methods = new CopyOnWriteArrayList<String>();
        var server =
                server(peer -> {
                    while (true) {
                        methods.add(peer.readRequest().method());
                        peer.send("HTTP/1.1 204 No Content\r\n\r\n");
                    }
                });
        var http = session();

        onLoop(() -> {
            String url = server.url("/");
            for (var request :
                    List.of(
                            http.get(url),
                            http.head(url),
                            http.post(url),
                            http.put(url),
                            http.patch(url),
                            http.delete(url),
                            http.options(url),
                            http.request("PROPFIND", url))) {
                await(request.send());
            }
            return null;
        });

        assertThat(methods)
                .containsExactly(
                        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void methodThatIsNoTokenIsRefused() {
        assertThatThrownBy(() -> session().request("GET /x", "http://h/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a request method: GET /x");
    }

    @Test
    void headersOfTheRequestReplaceThoseOfTheSession() throws Exception {
        var heads = new CopyOnWriteArrayList<String>();
        var server =
                server(peer -> {
                    while (true) {
                        heads.add(peer.readRequest().head());
                        peer.answer("");
                    }
                });
        var http = session(s -> s.header("X-A", "session").header("X-B", "session"));

        http.get(server.url("/")).header("X-A", "request").send().block(PATIENCE);
        http.get(server.url("/")).send().block(PATIENCE);

        assertThat(heads.get(0).toLowerCase(Locale.ROOT))
                .contains("x-a: request\r\n", "x-b: session\r\n")
                .doesNotContain("x-a: session")
                .contains("host: 127.0.0.1:" + server.port() + "\r\n");
        assertThat(heads.get(1).toLowerCase(Locale.ROOT)).contains("x-a: session\r\n");
    }

    @Test
    void headerThatWouldSplitTheRequestIsRefused() {
        var request = session().get("http://h/");

        assertThatThrownBy(() -> request.header("X-A", "1\r\nX-B: 2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void userInfoBecomesAnAuthorizationHeader() throws Exception {
        var server =
                server(peer -> {
                    String head = peer.readRequest().head();
                    peer.answer(head.replaceFirst("(?is).*authorization: ([^\r]*).*", "$1"));
                });
        String url = "http://al%69ce:se%3Acret@127.0.0.1:" + server.port() + "/";

        var answer = session().get(url).send().block(PATIENCE);

        assertThat(answer.text()).isEqualTo("Basic YWxpY2U6c2U6Y3JldA==");
        assertThat(answer.url()).isEqualTo(server.url("/"));
    }

    @Test
    void ipv6LiteralIsConnectedTo() throws Exception {
        var server =
                closing(
                        RawServer.start(
                                "::1",
                                peer ->
                                        peer.answer(
                                                peer.readRequest()
                                                        .head()
                                                        .toLowerCase(Locale.ROOT))));

        String head = session().get("http://[::1]:" + server.port() + "/x").text().block(PATIENCE);

        assertThat(head).contains("host: [::1]:" + server.port());
    }

    @Test
    void hostNameIsResolved() throws Exception {
        var server = echoingPaths();

        assertThat(session().get("http://localhost:" + server.port() + "/x").text().block(PATIENCE))
                .isEqualTo("/x");
    }

    @Test
    void nonAsciiUrlArrivesEncoded() throws Exception {
        var server = echoingPaths();

        assertThat(session().get(server.url("/ü?q=ö#ä")).text().block(PATIENCE))
                .isEqualTo("/%C3%BC?q=%C3%B6");
    }

    @Test
    void jsonGoesThereAndBack() throws Exception {
        var server =
                server(peer -> {
                    var request = peer.readRequest();
                    boolean json = request.head().contains("application/json");
                    peer.answer(json ? request.body() : "{}");
                });
        var item = new Item(1, "loom", List.of("a", "b"));

        Item back = session().post(server.url("/")).bodyJson(item).json(Item.class).block(PATIENCE);

        assertThat(back).isEqualTo(item);
    }

    @Test
    void jsonNullIsAnEmptyMono() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.answer("null");
                });

        assertThat(session().get(server.url("/")).json(Item.class).blockOptional(PATIENCE))
                .isEmpty();
    }

    @Test
    void textIsReadInItsCharset() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send(
                            "HTTP/1.1 200 OK\r\n"
                                    + "Content-Type: text/plain; charset=ISO-8859-1\r\n"
                                    + "Content-Length: 1\r\n\r\n\u00fc");
                });

        assertThat(session().get(server.url("/")).text().block(PATIENCE)).isEqualTo("ü");
    }

    @Test
    void redirectIsAnAnswerLikeAnyOtherWhereNoneAreFollowed() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
                });

        var http = session(s -> s.maxRedirects(0));
        var answer = http.get(server.url("/a")).send().block(PATIENCE);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().get("location")).isEqualTo("/b");
    }
}
