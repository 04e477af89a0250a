package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.http.Http2;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpSession;
import dev.heddle.http.HttpSessionBuilder;
import dev.heddle.http.Retries;
import dev.heddle.http.Tls;
import io.netty.pkitesting.CertificateBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nginx does to its clients, done by nginx. */
@Timeout(120)
class NginxTest {
    private static final int REQUESTS = 5_000;

    @TempDir Path directory;

    // --- connections ------------------------------------------------------------------------

    @Test
    void connectionsThatItClosesNeverSurfaceAsErrorsOfIdempotentRequests() throws Exception {
        try (var nginx =
                Nginx.start(
                        directory,
                        "keepalive_timeout 1s; keepalive_requests 3;",
                        "location / { return 200 fine; }")) {
            var bodies =
                    with(
                            session -> session,
                            http ->
                                    gather(
                                            20,
                                            Collections.nCopies(
                                                    REQUESTS, http.get(nginx.url("/")).text())));

            assertThat(bodies).hasSize(REQUESTS).containsOnly("fine");
            var log = nginx.stopAndReadLog();
            System.out.printf(
                    "keepalive_requests 3: %d requests, 0 errors, %d arrived at nginx%n",
                    REQUESTS, answers(log, 200));
            assertThat(answers(log, 200)).isEqualTo(REQUESTS);
        }
    }

    /** Requests a second apart, on connections that nginx closes after a second. */
    @Test
    void norDoThoseThatItClosesAsTheNextRequestComes() throws Exception {
        int sessions = 50;
        int each = 5;
        try (var nginx =
                Nginx.start(
                        directory, "keepalive_timeout 1s;", "location / { return 200 fine; }")) {
            Callable<List<String>> one =
                    () -> {
                        try (var http = HttpSession.builder().ratePerHost(1).build()) {
                            return gather(
                                    Collections.nCopies(each, http.get(nginx.url("/")).text()));
                        }
                    };
            List<List<String>> bodies =
                    EventLoop.run(() -> gather(Collections.nCopies(sessions, one)));

            assertThat(bodies.stream().flatMap(List::stream))
                    .hasSize(sessions * each)
                    .containsOnly("fine");
        }
    }

    // --- bodies -----------------------------------------------------------------------------

    @Test
    void gzipIsDecodedAsItComes() throws Exception {
        String line = "a line that is worth compressing, again and again\n";
        Files.writeString(directory.resolve("long.txt"), line.repeat(20_000));
        try (var nginx =
                Nginx.start(
                        directory,
                        "gzip on; gzip_types text/plain; gzip_min_length 1;"
                                + " log_format sent '$status $bytes_sent $sent_http_content_encoding';",
                        "access_log access.log sent; root " + directory + ";")) {
            String body =
                    with(
                            session -> session,
                            http -> await(http.get(nginx.url("/long.txt")).text()));

            assertThat(body).isEqualTo(line.repeat(20_000));
            var log = nginx.stopAndReadLog();
            assertThat(log).singleElement().asString().startsWith("200 ").endsWith(" gzip");
            int sent = Integer.parseInt(log.getFirst().split(" ", -1)[1]);
            assertThat(sent).as("bytes on the wire").isLessThan(body.length() / 20);
        }
    }

    /** Without nginx's module, br is the affair of core's unit tests. */
    @Test
    void brotliIsDecodedAsItComes() throws Exception {
        Assumptions.assumeTrue(Nginx.has("brotli"), "needs nginx with brotli");
        String line = "a line that is worth compressing, again and again\n";
        Files.writeString(directory.resolve("long.txt"), line.repeat(20_000));
        try (var nginx =
                Nginx.start(
                        directory,
                        "brotli on; brotli_types text/plain; brotli_min_length 1;",
                        "root " + directory + ";")) {
            String body =
                    with(
                            session -> session,
                            http -> await(http.get(nginx.url("/long.txt")).text()));
            assertThat(body).isEqualTo(line.repeat(20_000));
        }
    }

    // --- TLS and HTTP/2 ---------------------------------------------------------------------

    @Test
    void http2IsSpokenOverOneConnectionWithTls() throws Exception {
        certify();
        try (var nginx =
                Nginx.start(
                        directory,
                        "log_format protocols '$status $server_protocol $connection';",
                        "access_log access.log protocols; location / { return 200 fine; }")) {
            var bodies =
                    with(
                            this::trusting,
                            http ->
                                    gather(
                                            Collections.nCopies(
                                                    200, http.get(nginx.tlsUrl("/")).text())));

            assertThat(bodies).containsOnly("fine");
            var log = nginx.stopAndReadLog();
            assertThat(log).hasSize(200);
            assertThat(Set.copyOf(log))
                    .as("status, protocol and connection of all")
                    .singleElement()
                    .asString()
                    .startsWith("200 HTTP/2.0 ");
        }
    }

    @Test
    void http1IsSpokenOverTlsWhereHttp2IsOff() throws Exception {
        certify();
        try (var nginx =
                Nginx.start(directory, "", "location / { return 200 $server_protocol; }")) {
            String protocol =
                    with(
                            session -> trusting(session).http2(Http2.OFF),
                            http -> await(http.get(nginx.tlsUrl("/")).text()));
            assertThat(protocol).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsATlsError() throws Exception {
        certify();
        try (var nginx = Nginx.start(directory, "", "location / { return 200 fine; }")) {
            assertThatThrownBy(() ->
                            with(
                                    session -> session,
                                    http -> await(http.get(nginx.tlsUrl("/")).text())))
                    .isInstanceOfSatisfying(
                            HttpException.class,
                            e -> assertThat(e.kind()).isEqualTo(HttpException.Kind.TLS))
                    .hasMessageContaining("self-signed");
        }
    }

    private void certify() throws Exception {
        var certificate =
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        Files.writeString(directory.resolve("server.pem"), certificate.getCertificatePathPEM());
        Files.writeString(directory.resolve("server.key"), certificate.getPrivateKeyPEM());
    }

    private HttpSessionBuilder trusting(HttpSessionBuilder session) {
        return session.tls(Tls.usual().trust(directory.resolve("server.pem")));
    }

    // --- limits -----------------------------------------------------------------------------

    @Test
    void politenessLowersTheShareOf503() throws Exception {
        double rude = shareOf503(false);
        double polite = shareOf503(true);

        System.out.printf(
                "limit_req 200r/s burst=20, 100 at a time: %.1f %% of answers are 503, with"
                        + " polite(true) %.1f %%%n",
                100 * rude, 100 * polite);
        assertThat(rude).as("the limit is felt").isGreaterThan(0.2);
        assertThat(polite).isLessThan(rude / 2);
    }

    /** As nginx counts. */
    private double shareOf503(boolean polite) throws Exception {
        var own = Files.createDirectory(directory.resolve("polite-" + polite));
        try (var nginx =
                Nginx.start(
                        own,
                        "limit_req_zone $binary_remote_addr zone=all:1m rate=200r/s;",
                        "location / { limit_req zone=all burst=20; root " + own + "; }")) {
            Files.writeString(own.resolve("file"), "fine");
            with(
                    session ->
                            session.polite(polite)
                                    .retries(
                                            Retries.upTo(5)
                                                    .backoff(
                                                            Duration.ofMillis(50),
                                                            Duration.ofSeconds(1))),
                    http -> {
                        Callable<Integer> one =
                                () -> await(http.get(nginx.url("/file")).send()).status();
                        return gather(100, Collections.nCopies(1_000, one));
                    });
            var log = nginx.stopAndReadLog();
            return (double) answers(log, 503) / log.size();
        }
    }

    // --- helpers ----------------------------------------------------------------------------

    private static <T> T with(UnaryOperator<HttpSessionBuilder> settings, Use<T> use) {
        return EventLoop.run(() -> {
            var builder = HttpSession.builder().timeout(Duration.ofSeconds(60));
            try (var http = settings.apply(builder).build()) {
                return use.of(http);
            }
        });
    }

    private interface Use<T> {
        T of(HttpSession http) throws Exception;
    }

    private static long answers(List<String> log, int status) {
        return log.stream().filter(line -> line.contains("\" " + status + " ")).count();
    }
}
