package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTlsTest extends HttpTest {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";

    @TempDir static Path directory;
    private static Path keys;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keys = directory.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        String output = process.inputReader().readAllAsString();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    @AfterAll
    static void trustTheUsual() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    private static void trust(boolean trusted) {
        trustTheUsual();
        if (trusted) {
            System.setProperty(TRUST_STORE, keys.toString());
            System.setProperty(TRUST_STORE + "Password", new String(PASSWORD));
        }
    }

    private RawServer tlsServer() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var socket =
                context.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return closing(RawServer.start(socket, HttpTlsTest::echoPaths));
    }

    private static void echoPaths(RawServer.Peer peer) throws IOException {
        while (true) {
            peer.answer(peer.readRequest().path());
        }
    }

    @Test
    void trustedServerAnswersAndItsConnectionGoesOn() throws Exception {
        trust(true);
        var server = tlsServer();
        var http = session();

        for (int i = 0; i < 3; i++) {
            String url = "https://127.0.0.1:" + server.port() + "/" + i;
            assertThat(http.get(url).text().block(PATIENCE)).isEqualTo("/" + i);
        }
        assertThat(server.accepted()).isEqualTo(1);
        http.close();
        server.awaitOpen(open -> open == 0);
    }

    @Test
    void certificateForAnotherHostIsRefused() throws Exception {
        trust(true);
        var server = tlsServer();

        assertTls("https://localhost:" + server.port() + "/", "localhost");
    }

    @Test
    void untrustedCertificateIsRefused() throws Exception {
        trust(false);
        var server = tlsServer();

        assertTls("https://127.0.0.1:" + server.port() + "/", "certification path");
    }

    private void assertTls(String url, String why) {
        assertThatThrownBy(() -> session().get(url).text().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS))
                .hasMessageStartingWith("no secure connection to ")
                .hasMessageContaining(why);
    }
}
