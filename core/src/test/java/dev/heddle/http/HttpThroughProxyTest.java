package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through proxies that work, and through such that do not. */
class HttpThroughProxyTest extends HttpTest {
    private final TestProxy proxy = new TestProxy(false);
    private final TestProxy strict = new TestProxy(true);

    @TempDir Path directory;

    private HttpSession through(String url) {
        return session(s ->
                s.proxy(HttpProxy.of(url))
                        .tls(Tls.usual().trustAnybody())
                        .connectTimeout(Duration.ofSeconds(5)));
    }

    private static String get(HttpSession http, String url) {
        return http.get(url).text().block(PATIENCE);
    }

    private RawServer tlsServer() throws Exception {
        var certificates = new Certificates(directory);
        certificates.selfSigned("server", _ -> {});
        var socket =
                certificates
                        .server("server")
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        return closing(
                RawServer.start(
                        socket,
                        peer -> {
                            while (true) {
                                peer.answer(peer.readRequest().path());
                            }
                        }));
    }

    // --- HTTP -------------------------------------------------------------------------------

    @Test
    void plainHttpIsAskedForInAbsoluteFormOnOneConnection() throws Exception {
        var server = server(proxy::http);
        var http = through("http://127.0.0.1:" + server.port());

        assertThat(get(http, "http://name.invalid/a?b")).isEqualTo("http://name.invalid/a?b true");
        assertThat(get(http, "http://name.invalid:81/")).isEqualTo("http://name.invalid:81/ true");
        assertThat(get(http, "http://name.invalid/c")).isEqualTo("http://name.invalid/c true");
        assertThat(proxy.trail).first().isEqualTo("GET http://name.invalid/a?b HTTP/1.1");
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void proxyForwardsWithTheRightCredentialsOnly() throws Exception {
        var server = server(strict::http);
        String at = "127.0.0.1:" + server.port();

        assertThat(get(through("http://user:secret@" + at), "http://h.invalid/"))
                .isEqualTo("http://h.invalid/ true");
        assertRefused("http://user:wrong@" + at, "http://h.invalid/", at + " wants other cred");
        assertRefused("http://" + at, "http://h.invalid/", at + " wants credentials");
    }

    @Test
    void redirectsToAnotherHostKeepTheCredentialsOfTheProxy() throws Exception {
        var server = server(strict::http);
        var http = through("http://user:secret@127.0.0.1:" + server.port());

        assertThat(get(http, "http://here.invalid/elsewhere"))
                .isEqualTo("http://there.invalid/ true");
    }

    @Test
    void credentialsOfTheProxyDoNotReachServersBehindATunnelOrWithoutIt() throws Exception {
        var proxyServer = server(strict::http);
        var echo =
                server(peer -> {
                    while (true) {
                        peer.answer(peer.readRequest().head());
                    }
                });
        String url = "http://user:secret@127.0.0.1:" + proxyServer.port();
        var direct = session(s -> s.proxy(HttpProxy.of(url).except("127.0.0.1")));

        assertThat(get(direct, echo.url("/"))).doesNotContainIgnoringCase("proxy");
        assertThat(strict.trail).isEmpty();
    }

    @Test
    void httpsGoesThroughATunnel() throws Exception {
        var target = tlsServer();
        var server = server(strict::http);
        var http = through("http://user:secret@127.0.0.1:" + server.port());

        for (int i = 0; i < 3; i++) {
            assertThat(get(http, "https://name.invalid:" + target.port() + "/" + i))
                    .isEqualTo("/" + i);
        }
        assertThat(strict.trail)
                .containsExactly("CONNECT name.invalid:" + target.port() + " HTTP/1.1");
    }

    @Test
    void tunnelIsRefusedWithoutTheRightCredentials() throws Exception {
        var server = server(strict::http);
        String at = "127.0.0.1:" + server.port();

        assertRefused("http://user:wrong@" + at, "https://h.invalid/", at + " wants other cred");
        assertRefused("http://" + at, "https://h.invalid/", at + " wants credentials");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void refusedTunnelSaysTheStatus() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                    peer.awaitEnd();
                });

        assertRefused(
                "http://127.0.0.1:" + server.port(),
                "https://h.invalid/",
                "127.0.0.1:" + server.port() + " refused it: 403 Forbidden");
        server.awaitOpen(open -> open == 0);
    }

    // --- SOCKS5 -----------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "socks5h"})
    void bothSchemesGoThroughSocks(String scheme) throws Exception {
        var server = server(strict::socks5);
        var http = through(scheme + "://user:secret@127.0.0.1:" + server.port());
        var plain = echoingPaths();
        var secure = tlsServer();

        assertThat(get(http, plain.url("/plain"))).isEqualTo("/plain");
        assertThat(get(http, "https://127.0.0.1:" + secure.port() + "/s")).isEqualTo("/s");
        assertThat(strict.trail)
                .containsExactly("127.0.0.1:" + plain.port(), "127.0.0.1:" + secure.port());
    }

    @Test
    void socks5hLeavesNamesToTheProxy() throws Exception {
        var server = server(proxy::socks5);
        var plain = echoingPaths();
        var http = through("socks5h://127.0.0.1:" + server.port());

        assertThat(get(http, "http://name.invalid:" + plain.port() + "/x")).isEqualTo("/x");
        assertThat(proxy.trail).containsExactly("name.invalid:" + plain.port());
    }

    @Test
    void socks5LooksNamesUpHere() throws Exception {
        var server = server(proxy::socks5);
        var plain = echoingPaths();
        String url = "socks5://127.0.0.1:" + server.port();

        assertThat(get(through(url), "http://localhost:" + plain.port() + "/x")).isEqualTo("/x");
        assertThat(proxy.trail).first().asString().doesNotContain("localhost");
        assertThatThrownBy(() -> get(through(url), "http://name.invalid/"))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DNS));
    }

    @Test
    void socksProxyThatRefusesCredentialsIsSaidTo() throws Exception {
        var server = server(strict::socks5);
        String at = "127.0.0.1:" + server.port();

        assertRefused("socks5h://user:wrong@" + at, "http://h.invalid/", at + " wants other cred");
        assertRefused("socks5h://" + at, "http://h.invalid/", at + " wants credentials");
    }

    @Test
    void refusalOfASocksProxyIsInWords() throws Exception {
        var server =
                server(peer -> {
                    peer.awaitBytes(3);
                    peer.send(new byte[] {5, 0});
                    peer.awaitBytes(5);
                    peer.send(new byte[] {5, 4, 0, 1, 0, 0, 0, 0, 0, 0});
                    peer.awaitEnd();
                });

        assertRefused(
                "socks5h://127.0.0.1:" + server.port(),
                "http://h.invalid/",
                " refused it: host unreachable");
    }

    // --- proxies that do not work -----------------------------------------------------------

    private void assertRefused(String proxyUrl, String url, String why) {
        assertThatThrownBy(() -> get(through(proxyUrl), url))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
                .hasMessageStartingWith("no connection to ")
                .hasMessageContaining("the proxy ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5", "socks5h"})
    void proxyThatIsDownIsNamed(String scheme) throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        String url = scheme + "://u:secret@127.0.0.1:" + port;

        String why = "no connection to the proxy 127.0.0.1:" + port + ": Connection refused";
        assertRefused(url, "http://127.0.0.1/", why);
        assertRefused(url, "https://127.0.0.1/", why);
    }

    @Test
    void proxyWhoseNameIsUnknownIsNamed() {
        assertRefused(
                "http://proxy.invalid:1",
                "https://127.0.0.1/",
                "the proxy proxy.invalid:1: the host is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5h"})
    void proxyThatClosesIsSaidTo(String scheme) throws Exception {
        var server = server(peer -> peer.awaitBytes(3));

        assertRefused(
                scheme + "://127.0.0.1:" + server.port(),
                "https://h.invalid/",
                " closed the connection");
    }

    @ParameterizedTest
    @CsvSource({"http, is not what such a proxy says", "socks5h, or it does not speak SOCKS5"})
    void proxyThatTalksGarbageIsSaidTo(String scheme, String why) throws Exception {
        var server =
                server(peer -> {
                    peer.awaitBytes(3);
                    peer.send("garbage\r\nand more\r\n\r\n");
                    peer.awaitEnd();
                });

        assertRefused(scheme + "://127.0.0.1:" + server.port(), "https://h.invalid/", why);
        server.awaitOpen(open -> open == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5h"})
    void proxyThatNeverAnswersIsGivenUpAfterTheConnectTimeout(String scheme) throws Exception {
        var server = server(RawServer.Peer::awaitEnd);
        var http =
                session(s ->
                        s.proxy(HttpProxy.of(scheme + "://127.0.0.1:" + server.port()))
                                .connectTimeout(Duration.ofMillis(50)));

        assertThatThrownBy(() -> get(http, "https://h.invalid/"))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
                .hasMessageEndingWith(
                        "the proxy 127.0.0.1:" + server.port() + " did not answer within 50 ms");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void cancellingClosesTheWayToTheProxy() throws Exception {
        var server = server(RawServer.Peer::awaitEnd);
        var http = through("http://127.0.0.1:" + server.port());
        var request = http.get("https://h.invalid/").text().subscribe();
        server.awaitOpen(open -> open == 1);

        request.dispose();
        server.awaitOpen(open -> open == 0);
    }
}
