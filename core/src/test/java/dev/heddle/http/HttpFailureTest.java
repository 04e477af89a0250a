package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.http.HttpException.Kind;
import io.netty.channel.ChannelException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpFailureTest extends HttpTest {
    @Test
    void tooManyOpenFilesSaysWhatToDo() {
        var http = session();
        var reason = new ChannelException("no socket", new SocketException("Too many open files"));

        var failure = Failures.ofConnecting(http.get("http://h/"), http.settings, reason);

        assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
        assertThat(failure).hasMessageContaining("ulimit -n").hasCause(reason);
    }

    @Test
    void longestConnectTimeoutIsTakenForForever() throws Exception {
        var server = echoingPaths();
        var http = session(s -> s.connectTimeout(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(http.get(server.url("/x")).text().block(PATIENCE)).isEqualTo("/x");
    }

    @Test
    void statusOf400OrMoreIsAFailureForWhoWantsTheBody() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nno such");
                });

        assertThatThrownBy(() -> session().get(server.url("/x")).text().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpStatusException.class,
                        e -> {
                            assertThat(e.status()).isEqualTo(404);
                            assertThat(e.url()).isEqualTo(server.url("/x"));
                            assertThat(e.body()).isEqualTo("no such");
                            assertThat(e.kind()).isEqualTo(Kind.STATUS);
                        })
                .hasMessage("status 404 from " + server.url("/x") + ": no such");
        assertThat(session().get(server.url("/x")).send().block(PATIENCE).status()).isEqualTo(404);
    }

    @Test
    void statusFailureShowsTheStartOfALongBody() throws Exception {
        var server =
                server(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 500 Oops\r\n\r\n" + "x".repeat(5_000));
                });

        assertThatThrownBy(() -> session().get(server.url("/")).bytes().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpStatusException.class, e -> assertThat(e.body()).hasSize(201));
    }

    @Test
    void refusedConnectionSaysSo() throws Exception {
        int port;
        try (var gone = RawServer.echoingPaths()) {
            port = gone.port();
        }

        assertThatThrownBy(() ->
                        session().get("http://127.0.0.1:" + port + "/").send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONNECT))
                .hasMessage("no connection to 127.0.0.1:" + port + ": Connection refused")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void unknownHostSaysSo() {
        assertThatThrownBy(
                        () -> session().get("http://no-such-host.invalid/").send().block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DNS))
                .hasMessage("unknown host no-such-host.invalid")
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void plainServerBehindHttpsIsATlsFailure() throws Exception {
        var server =
                server(peer -> {
                    peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
                    peer.awaitEnd();
                });

        assertThatThrownBy(() ->
                        session()
                                .get("https://127.0.0.1:" + server.port() + "/")
                                .send()
                                .block(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TLS))
                .hasMessageStartingWith("no secure connection to 127.0.0.1:");
    }

    @Test
    void jsonThatIsNoneIsJacksonsFailure() throws Exception {
        var server = echoingPaths();

        assertThatThrownBy(() -> session().get(server.url("/")).json(String.class).block(PATIENCE))
                .isInstanceOf(tools.jackson.core.JacksonException.class);
    }

    @Test
    void kindsHaveLabels() {
        assertThat(Kind.BODY_CUT_SHORT.label()).isEqualTo("body-cut-short");
    }
}
