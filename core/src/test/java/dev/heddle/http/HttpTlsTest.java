package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a session trusts, and what it says of those it does not. */
class HttpTlsTest extends HttpTest {
    @TempDir static Path directory;
    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(directory);
        certificates.authority("authority");
        certificates.authority("stranger");
        certificates.signed("server", HttpTlsTest::isHere);
        certificates.signed("client", _ -> {});
        certificates.selfSigned("alone", HttpTlsTest::isHere);
    }

    private static void isHere(CertificateBuilder certificate) {
        certificate.addSanIpAddress("127.0.0.1").addSanDnsName("here.test");
    }

    private RawServer server(SSLContext context, String... protocols) throws Exception {
        var socket = listen(context);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return closing(RawServer.start(socket, HttpTlsTest::echoPaths));
    }

    private RawServer serverThatAsks(String... protocols) throws Exception {
        var socket = listen(certificates.server("server", "authority"));
        socket.setNeedClientAuth(true);
        socket.setEnabledProtocols(protocols);
        return closing(RawServer.start(socket, HttpTlsTest::echoPaths));
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static void echoPaths(RawServer.Peer peer) throws IOException {
        while (true) {
            peer.answer(peer.readRequest().path());
        }
    }

    private static Tls trusting(String authority) throws Exception {
        return Tls.usual().trust(certificates.pem(authority));
    }

    private String get(Tls tls, String url) {
        return session(s -> s.tls(tls)).get(url).text().block(PATIENCE);
    }

    private static String url(RawServer server) {
        return "https://127.0.0.1:" + server.port() + "/";
    }

    // --- trusted ----------------------------------------------------------------------------

    @Test
    void trustedServerAnswersAndItsConnectionGoesOn() throws Exception {
        var server = server(certificates.server("server"));
        var tls = trusting("authority");
        var http = session(s -> s.tls(tls));

        for (int i = 0; i < 3; i++) {
            assertThat(http.get(url(server) + i).text().block(PATIENCE)).isEqualTo("/" + i);
        }
        assertThat(server.accepted()).isEqualTo(1);
        http.close();
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void authoritiesOfTheJvmAreTrustedOtherwise() throws Exception {
        var store = certificates.trustStore("authority", "password");
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "password");
        try {
            var server = server(certificates.server("server"));
            assertThat(get(Tls.usual(), url(server))).isEqualTo("/");
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void fileMayHoldSeveralAuthorities() throws Exception {
        var both = directory.resolve("both.pem");
        Files.writeString(
                both,
                Files.readString(certificates.pem("stranger"))
                        + Files.readString(certificates.pem("authority")));
        var server = server(certificates.server("server"));

        assertThat(get(Tls.usual().trust(both), url(server))).isEqualTo("/");
    }

    @Test
    void selfSignedCertificateCanBeTrustedItself() throws Exception {
        var server = server(certificates.server("alone"));

        assertThat(get(trusting("alone"), url(server))).isEqualTo("/");
    }

    @Test
    void ipv6AddressIsVerifiedToo() throws Exception {
        certificates.signed("six", six -> six.addSanIpAddress("::1"));
        var context = certificates.server("six");
        var socket =
                context.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.ofLiteral("::1"));
        var server = closing(RawServer.start(socket, HttpTlsTest::echoPaths));

        assertThat(get(trusting("authority"), "https://[::1]:" + server.port() + "/x"))
                .isEqualTo("/x");
    }

    @Test
    void anybodyIsTrustedWhoeverTheyAre() throws Exception {
        var tls = Tls.usual().trustAnybody();

        assertThat(get(tls, url(server(certificates.server("alone"))))).isEqualTo("/");
        certificates.selfSigned("foreign", it -> it.addSanDnsName("elsewhere.test"));
        assertThat(get(tls, url(server(certificates.server("foreign"))))).isEqualTo("/");
    }

    // --- not trusted ------------------------------------------------------------------------

    private void assertRefused(Tls tls, String url, String... words) {
        assertThatThrownBy(() -> get(tls, url))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS))
                .hasMessageStartingWith("no secure connection to 127.0.0.1:")
                .hasMessageContainingAll(words);
    }

    @Test
    void selfSignedCertificateIsRefused() throws Exception {
        var server = server(certificates.server("alone"));

        assertRefused(Tls.usual(), url(server), "self-signed; trust it with Tls.trust(file)");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void unknownAuthorityIsRefusedAndNamed() throws Exception {
        var server = server(certificates.server("server"));

        assertRefused(
                Tls.usual(),
                url(server),
                "unknown authority, CN=authority; trust it with Tls.trust(file)");
        assertRefused(trusting("stranger"), url(server), "unknown authority, CN=authority");
    }

    @Test
    void expiredCertificateIsRefusedWithItsDate() throws Exception {
        certificates.signed(
                "old",
                old -> {
                    isHere(old);
                    old.notBefore(Instant.parse("2020-01-01T00:00:00Z"));
                    old.notAfter(Instant.parse("2020-02-01T00:00:00Z"));
                });
        var server = server(certificates.server("old"));

        assertRefused(
                trusting("authority"),
                url(server),
                "its certificate expired at 2020-02-01T00:00:00Z");
    }

    @Test
    void certificateOfTheFutureIsRefusedWithItsDate() throws Exception {
        certificates.signed(
                "young",
                young -> {
                    isHere(young);
                    young.notBefore(Instant.parse("2090-01-01T00:00:00Z"));
                    young.notAfter(Instant.parse("2090-02-01T00:00:00Z"));
                });
        var server = server(certificates.server("young"));

        assertRefused(
                trusting("authority"),
                url(server),
                "its certificate is not valid before 2090-01-01T00:00:00Z",
                "is the clock of this machine right?");
    }

    @Test
    void certificateForAnotherHostIsRefusedWithItsNames() throws Exception {
        certificates.signed(
                "there", it -> it.addSanDnsName("there.test").addSanIpAddress("192.0.2.1"));
        var server = server(certificates.server("there"));

        assertRefused(
                trusting("authority"),
                url(server),
                "its certificate is for there.test, 192.0.2.1, not for 127.0.0.1");
    }

    @Test
    void certificateWithManyNamesShowsAFew() throws Exception {
        certificates.signed(
                "many",
                it -> Stream.of("a", "b", "c", "d", "e", "f", "g").forEach(it::addSanDnsName));
        var server = server(certificates.server("many"));

        assertRefused(trusting("authority"), url(server), "a, b, c, d, e and 2 more, not for");
    }

    // --- not TLS ----------------------------------------------------------------------------

    @Test
    void serverWithoutTlsIsSaidToBeOne() throws Exception {
        var server =
                server(peer -> {
                    peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
                    peer.awaitEnd();
                });

        assertRefused(Tls.usual(), url(server), "does not speak TLS", "is it http:// there?");
    }

    @Test
    void serverThatClosesInTheHandshakeIsATlsFailure() throws Exception {
        var server = server(peer -> peer.awaitBytes(5));

        assertRefused(Tls.usual(), url(server), "closed the connection during the handshake");
    }

    @Test
    void serverThatSaysNothingIsGivenUpAfterTheConnectTimeout() throws Exception {
        var server = server(RawServer.Peer::awaitEnd);
        var http = session(s -> s.connectTimeout(Duration.ofMillis(50)));

        assertThatThrownBy(() -> http.get(url(server)).text().block(PATIENCE))
                .hasMessageContaining("did not complete the handshake in time (connectTimeout)");
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void cancellingInTheHandshakeClosesTheConnection() throws Exception {
        var server = server(RawServer.Peer::awaitEnd);
        var request = session().get(url(server)).text().subscribe();
        server.awaitOpen(open -> open == 1);

        request.dispose();
        server.awaitOpen(open -> open == 0);
    }

    // --- our certificate --------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientCertificateIsShown(String protocol) throws Exception {
        var server = serverThatAsks(protocol);
        var tls =
                trusting("authority")
                        .certificate(certificates.pem("client"), certificates.key("client"));

        assertThat(get(tls, url(server))).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void serverThatWantsAClientCertificateIsSaidTo(String protocol) throws Exception {
        var server = serverThatAsks(protocol);

        assertRefused(
                trusting("authority"),
                url(server),
                "it wants a client certificate",
                "name one with Tls.certificate(chain, key)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientCertificateThatTheServerRefusesIsNamed(String protocol) throws Exception {
        var server = serverThatAsks(protocol);
        var tls =
                trusting("authority")
                        .certificate(certificates.pem("stranger"), certificates.key("stranger"));

        assertRefused(tls, url(server), "it refuses our certificate, ", "stranger.pem");
    }

    // --- files ------------------------------------------------------------------------------

    private void assertBadFile(Tls tls, Path file, String why) throws Exception {
        var server = server(certificates.server("server"));

        assertThatThrownBy(() -> get(tls, url(server)))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        var none = directory.resolve("none");
        var client = certificates.pem("client");

        assertBadFile(Tls.usual().trust(none), none, "Tls.trust, ");
        assertBadFile(Tls.usual().trust(none), none, "there is no such file");
        assertBadFile(Tls.usual().certificate(none, none), none, "there is no such file");
        assertBadFile(Tls.usual().certificate(client, none), none, "Tls.certificate, ");
    }

    @Test
    void malformedFilesAreNamed() throws Exception {
        var text = Files.writeString(directory.resolve("text"), "no PEM");
        var broken =
                Files.writeString(
                        directory.resolve("broken"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var client = certificates.pem("client");

        assertBadFile(Tls.usual().trust(text), text, "it holds no certificate in PEM");
        assertBadFile(Tls.usual().trust(broken), broken, "certificate number 1 cannot be read");
        assertBadFile(Tls.usual().certificate(client, text), text, "it holds no private key");
        assertBadFile(Tls.usual().trust(directory), directory, "it cannot be read");
    }

    // --- ALPN -------------------------------------------------------------------------------

    @Test
    void serverChoosesAmongTheOfferedProtocols() throws Exception {
        var socket = listen(certificates.server("server"));
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        var server = closing(RawServer.start(socket, RawServer.Peer::awaitEnd));
        var tls = trusting("authority");
        var settings = session(s -> s.tls(tls)).settings;
        var origin = Origin.of(true, "127.0.0.1", server.port());
        var shakes = new Handshakes(settings, List.of("h2", "http/1.1"), 10_000);

        var plain = new Connector(settings);
        var opened = plain.connect(Origin.of(false, "127.0.0.1", server.port())).block(PATIENCE);
        assertThat(shakes.shake(opened.channel(), origin).block(PATIENCE)).isEqualTo("h2");
        var _ = opened.channel().close();
    }

    /** One connection may turn out to be for all, so one is opened at first, and fails for all. */
    @Test
    void aHostThatCannotBeReachedFailsAllWhoWaitForItAtOnce() throws Exception {
        try (var full = new HttpCancellationTest.FullBacklog()) {
            var http = session(s -> s.connectTimeout(Duration.ofMillis(300)));
            var failures = new ArrayList<CompletableFuture<HttpResponse>>();
            for (int i = 0; i < 100; i++) {
                var url = "https://127.0.0.1:" + full.port() + "/" + i;
                // One after the other they would take 30 s.
                failures.add(http.get(url).timeout(Duration.ofSeconds(15)).send().toFuture());
            }

            assertThat(failures)
                    .allSatisfy(failure ->
                            assertThatThrownBy(failure::join)
                                    .cause()
                                    .isInstanceOfSatisfying(
                                            HttpException.class,
                                            e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT)));
        }
    }
}
