package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** Where redirects lead, and what goes along. */
class HttpRedirectTest extends HttpTest {
    private final List<RawServer.Request> seen = new CopyOnWriteArrayList<>();

    /** Sends /from elsewhere, and answers what else it is asked with the path. */
    private RawServer redirecting(int status, String location) throws Exception {
        return server(peer -> {
            while (true) {
                var request = peer.readRequest();
                seen.add(request);
                if (request.path().startsWith("/from")) {
                    peer.send(redirect(status, location));
                } else {
                    peer.answer(request.path());
                }
            }
        });
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 "
                + status
                + " Elsewhere\r\nLocation: "
                + location
                + "\r\nContent-Length: 4\r\n\r\ngone";
    }

    private static String resolved(String reference) {
        return Redirection.resolve(UrlParser.parse("http://a/b/c/d;p?q"), reference);
    }

    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "'', http://a/b/c/d;p?q",
        ".., http://a/b/",
        "../g, http://a/b/g",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "./../g, http://a/b/g",
        "g/./h, http://a/b/c/g/h",
        "g?y/../x, http://a/b/c/g?y/../x",
        "https://z/, https://z/",
    })
    void referencesAreResolvedAsInRfc3986(String reference, String url) {
        assertThat(resolved(reference)).isEqualTo(url);
    }

    @Test
    void theAnswerIsTheLastOnesAndSaysWhereItIsFrom() throws Exception {
        var server = redirecting(302, "../to?x=1");

        var answer = session().get(server.url("/from")).send().block(PATIENCE);

        assertThat(answer.text()).isEqualTo("/to?x=1");
        assertThat(answer.url()).isEqualTo(server.url("/to?x=1"));
        assertThat(server.accepted()).as("connections").isEqualTo(1);
    }

    @Test
    void streamedAnswersAreFollowed() throws Exception {
        var server = redirecting(302, "/to");

        var url =
                session()
                        .get(server.url("/from"))
                        .exchange((head, body) -> body.then().thenReturn(head.url()))
                        .blockLast(PATIENCE);

        assertThat(url).isEqualTo(server.url("/to"));
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "303, PUT, GET",
        "303, HEAD, HEAD",
        "301, PUT, PUT",
        "302, DELETE, DELETE",
        "307, POST, POST",
        "308, POST, POST"
    })
    void methodsChangeAsRfc9110Says(int status, String method, String next) throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        var request = peer.readRequest();
                        seen.add(request);
                        peer.send(
                                request.path().equals("/from")
                                        ? "HTTP/1.1 "
                                                + status
                                                + " Oh\r\nLocation: /to\r\nContent-Length: 0\r\n\r\n"
                                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    }
                });
        var request = session().request(method, server.url("/from"));

        (method.equals("HEAD") ? request : request.body("text")).send().block(PATIENCE);

        assertThat(seen.get(1).method()).isEqualTo(next);
        assertThat(seen.get(1).body())
                .isEqualTo(next.equals("GET") || next.equals("HEAD") ? "" : "text");
        assertThat(seen.get(1).head().toLowerCase(Locale.ROOT).contains("content-type"))
                .isEqualTo(!next.equals("GET") && !next.equals("HEAD"));
    }

    @Test
    void credentialsStayBehindAtAnotherOriginAndDoNotComeBack() throws Exception {
        var last = redirecting(200, "");
        var back =
                server(peer -> {
                    var request = peer.readRequest();
                    seen.add(request);
                    peer.send(redirect(302, last.url("/back")));
                });
        var first = redirecting(302, back.url("/other"));
        var http = session(s -> s.header("X-Api-Key", "secret1").credentialHeaders("x-api-key"));

        http.get(first.url("/from").replace("http://", "http://user:secret2@"))
                .header("Cookie", "a=secret3")
                .header("X-Plain", "kept")
                .send()
                .block(PATIENCE);

        assertThat(seen).hasSize(3);
        assertThat(seen.getFirst().head()).contains("secret1", "secret3", "uthorization: Basic");
        assertThat(seen.subList(1, 3))
                .allSatisfy(request ->
                        assertThat(request.head())
                                .contains("kept")
                                .doesNotContain("secret")
                                .doesNotContainIgnoringCase("authorization"));
    }

    @Test
    void credentialsGoAlongToTheSameOrigin() throws Exception {
        var server = redirecting(307, "/to");

        session()
                .get(server.url("/from").replace("http://", "http://user:pass@"))
                .header("Cookie", "a=b")
                .send()
                .block(PATIENCE);

        assertThat(seen.get(1).head()).contains("uthorization: Basic").contains("a=b");
    }

    @Test
    void circlesAreSeen() throws Exception {
        var server = redirecting(302, "/from");

        assertRedirectFails(session().get(server.url("/from")), "circle");
        assertThat(seen).hasSize(1);
    }

    @Test
    void theLimitIsTold() throws Exception {
        var server =
                server(peer -> {
                    while (true) {
                        String path = peer.readRequest().path();
                        peer.send(redirect(302, path + "1"));
                    }
                });

        assertRedirectFails(
                session(s -> s.maxRedirects(3)).get(server.url("/1")), "maxRedirects is 3");
    }

    @ParameterizedTest
    @CsvSource({"ftp://h/, ftp", "http://, no host", "http://h:0/, port"})
    void placesThatAreNoneAreTold(String location, String part) throws Exception {
        assertRedirectFails(session().get(redirecting(302, location).url("/from")), part);
    }

    @Test
    void aStreamThatIsAskedForAgainIsTold() throws Exception {
        var server = redirecting(307, "/to");

        assertRedirectFails(
                session().post(server.url("/from")).body(Flux.just(new byte[] {1})), "only once");
    }

    @Test
    void aRedirectWhoseBodyIsCutShortIsFollowed() throws Exception {
        var server =
                server(peer -> {
                    if (peer.readRequest().path().equals("/from")) {
                        peer.send(
                                "HTTP/1.1 302 Oh\r\nLocation: /to\r\nContent-Length: 9\r\n\r\ngo");
                    } else {
                        peer.answer("there");
                    }
                });

        assertThat(session().get(server.url("/from")).text().block(PATIENCE)).isEqualTo("there");
    }

    @Test
    void locationsInUtf8AreUnderstood() throws Exception {
        var utf8 =
                new String(
                        "/zü".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.ISO_8859_1);

        var answer = session().get(redirecting(302, utf8).url("/from")).send().block(PATIENCE);

        assertThat(answer.text()).isEqualTo("/z%C3%BC");
    }

    @Test
    void httpsToHttpIsRefusedUnlessAllowed() {
        var headers =
                new io.netty.handler.codec.http.DefaultHttpHeaders().add("location", "http://h/");

        assertThatThrownBy(() -> Redirection.next(session().get("https://h/"), 302, headers))
                .isInstanceOf(HttpException.class)
                .hasMessageContaining("allowInsecureRedirects");
        var allowed = session(s -> s.allowInsecureRedirects()).get("https://h/");
        assertThat(Redirection.next(allowed, 302, headers).url()).isEqualTo("http://h/");
    }

    private static void assertRedirectFails(HttpRequest request, String part) {
        assertThatThrownBy(() -> request.send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REDIRECT))
                .hasMessageContaining(part);
    }
}
