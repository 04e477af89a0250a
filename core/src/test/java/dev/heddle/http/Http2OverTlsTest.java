package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;

/** Which protocol is spoken is agreed on in the handshake (ALPN). */
class Http2OverTlsTest extends HttpTest {
    @TempDir Path directory;
    private Certificates certificates;
    private final AtomicInteger connections = new AtomicInteger();

    @BeforeEach
    void makeCertificate() throws Exception {
        certificates = new Certificates(directory);
        certificates.selfSigned("server", c -> c.addSanIpAddress("127.0.0.1"));
    }

    private String serve(HttpProtocol... protocols) throws Exception {
        var chain = certificates.pem("server").toFile();
        var key = certificates.key("server").toFile();
        boolean http2 = List.of(protocols).contains(HttpProtocol.H2);
        var server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .protocol(protocols)
                        .secure(spec ->
                                spec.sslContext(
                                        (SslProvider.GenericSslContextSpec<?>)
                                                (http2
                                                        ? Http2SslContextSpec.forServer(chain, key)
                                                        : Http11SslContextSpec.forServer(
                                                                chain, key))))
                        .doOnConnection(_ -> connections.incrementAndGet())
                        .handle((request, response) ->
                                response.sendString(Mono.just(request.version().toString())))
                        .bindNow();
        closing(server::disposeNow);
        return "https://127.0.0.1:" + server.port() + "/";
    }

    private HttpSession session(Http2 http2) throws Exception {
        var tls = Tls.usual().trust(certificates.pem("server"));
        return session(s -> s.http2(http2).tls(tls));
    }

    private static String versions(HttpSession http, String url) {
        return String.valueOf(
                Flux.range(0, 50)
                        .flatMap(_ -> http.get(url).text(), 50)
                        .distinct()
                        .collectList()
                        .block(PATIENCE));
    }

    @Test
    void http2IsSpokenWhereTheServerOffersIt() throws Exception {
        String url = serve(HttpProtocol.H2, HttpProtocol.HTTP11);

        assertThat(versions(session(Http2.OVER_TLS), url)).isEqualTo("[HTTP/2.0]");
    }

    @Test
    void otherwiseHttp11IsOnAsManyConnectionsAsThereAreRequests() throws Exception {
        String url = serve(HttpProtocol.HTTP11);

        assertThat(versions(session(Http2.OVER_TLS), url)).isEqualTo("[HTTP/1.1]");
        assertThat(connections).hasValueGreaterThan(1);
    }

    @Test
    void http11IsSpokenWhereHttp2IsOff() throws Exception {
        String url = serve(HttpProtocol.H2, HttpProtocol.HTTP11);

        assertThat(versions(session(Http2.OFF), url)).isEqualTo("[HTTP/1.1]");
    }
}
