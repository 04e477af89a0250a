package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a session connects to, whichever way a URL says them. */
class HttpAddressesTest extends HttpTest {
    private final List<InetAddress> asked = new CopyOnWriteArrayList<>();

    private boolean isPublic(InetAddress address) {
        asked.add(address);
        return !address.isLoopbackAddress();
    }

    private void assertKind(HttpSession http, String url, Kind kind, String message) {
        assertThatThrownBy(() -> http.get(url).text().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"})
    void literalsAreAskedFor(String host) throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.addresses(this::isPublic));

        assertKind(
                http,
                "http://" + host + ":" + server.port() + "/",
                Kind.ADDRESS_REFUSED,
                " that this session may not connect to");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void mappedAddressIsAskedForAsTheOneItIs() throws Exception {
        var http = session(s -> s.addresses(this::isPublic));

        assertKind(http, "http://[::ffff:7f00:1]:1/", Kind.ADDRESS_REFUSED, "::ffff:7f00:1");
        assertThat(asked).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void namesAreAskedForAfterDns() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.addresses(this::isPublic));

        assertKind(
                http,
                "http://localhost:" + server.port() + "/",
                Kind.ADDRESS_REFUSED,
                "localhost has only addresses that this session may not connect to: ");
        assertThat(asked).contains(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001"})
    void hostsThatCCallsAddressesAreNames(String host) throws Exception {
        var server = echoingPaths();

        assertKind(
                session(), "http://" + host + ":" + server.port() + "/", Kind.DNS, "unknown host");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void allowedAddressesAreConnectedTo() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.addresses(InetAddress::isLoopbackAddress));

        assertThat(http.get(server.url("/x")).text().block(PATIENCE)).isEqualTo("/x");
        assertThat(http.get("http://localhost:" + server.port() + "/y").text().block(PATIENCE))
                .isEqualTo("/y");
    }

    @Test
    void proxyIsNotAskedForButLiteralsBehindItAre() throws Exception {
        var proxy = new TestProxy(false);
        var server = server(proxy::http);
        var http =
                session(s ->
                        s.addresses(this::isPublic)
                                .proxy(HttpProxy.of("http://127.0.0.1:" + server.port())));

        assertThat(http.get("http://h.invalid/").text().block(PATIENCE)).contains("h.invalid");
        assertThat(asked).isEmpty();
        for (String url : new String[] {"http://127.0.0.1/", "https://[::1]/"}) {
            assertKind(http, url, Kind.ADDRESS_REFUSED, "may not connect to");
        }
        assertThat(proxy.trail).hasSize(1);
    }
}
