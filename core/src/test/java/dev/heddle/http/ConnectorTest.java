package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** How connections are opened to names with several addresses; the names are the test's. */
class ConnectorTest extends HttpTest {
    private static final InetAddress FIRST = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress SIX = InetAddress.ofLiteral("::1");

    @TempDir Path directory;

    private Connector connector(HttpSession http, InetAddress... addresses) {
        return new Connector(http.settings, _ -> Mono.just(List.of(addresses)));
    }

    private ReadyChannel open(Connector connector, Origin origin) {
        return Mono.defer(() -> connector.connect(origin))
                .subscribeOn(loop.scheduler())
                .block(PATIENCE);
    }

    private static Origin origin(int port) {
        return Origin.of(false, "name.test", port);
    }

    private static InetAddress remote(ReadyChannel opened) {
        return ((InetSocketAddress) opened.channel().remoteAddress()).getAddress();
    }

    private static RawServer.Script idle() {
        return RawServer.Peer::awaitEnd;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, FIRST)) {
            return socket.getLocalPort();
        }
    }

    // --- several addresses ------------------------------------------------------------------

    @Test
    void refusedAddressesAreFollowedByTheNextAtOnce() throws Exception {
        var server = server(idle());

        var opened = open(connector(session(), SIX, SECOND, FIRST), origin(server.port()));

        assertThat(remote(opened)).isEqualTo(FIRST);
        var _ = opened.channel().close();
        server.awaitOpen(open -> open == 0);
    }

    /** Linux drops what it is sent while a listener's queue is full; others refuse it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void addressThatSwallowsPacketsDoesNotCostTheConnectTimeout() throws Exception {
        var server = closing(RawServer.start("127.0.0.2", idle()));
        var hole = closing(new ServerSocket());
        hole.bind(new InetSocketAddress(FIRST, server.port()), 1);
        fill(hole);
        // Longer than the patience of the test.
        var http = session(s -> s.connectTimeout(PATIENCE.multipliedBy(10)));

        var opened = open(connector(http, FIRST, SECOND), origin(server.port()));

        assertThat(remote(opened)).isEqualTo(SECOND);
        var _ = opened.channel().close();
    }

    private void fill(ServerSocket hole) throws IOException {
        try {
            while (true) {
                @SuppressWarnings("resource")
                var filler = closing(new Socket());
                filler.connect(hole.getLocalSocketAddress(), 100);
            }
        } catch (SocketTimeoutException _) {
            // It is full.
        }
    }

    @Test
    void failureNamesAllAddresses() throws Exception {
        int port = freePort();
        var connector = connector(session(), FIRST, SECOND, SIX);

        assertThatThrownBy(() -> open(connector, origin(port)))
                .hasRootCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("no connection to name.test:" + port + ": ")
                .hasMessageContaining("127.0.0.1 (Connection refused)")
                .hasMessageContaining("127.0.0.2 (Connection refused)")
                .hasMessageContaining("::1 (");
    }

    // --- allowed addresses ------------------------------------------------------------------

    @Test
    void onlyAllowedAddressesAreConnectedTo() throws Exception {
        var forbidden = server(idle());
        var allowed = closing(RawServer.start(listenAt(SECOND, forbidden.port()), idle()));
        Set<InetAddress> asked = ConcurrentHashMap.newKeySet();
        var http =
                session(s ->
                        s.addresses(address -> {
                            asked.add(address);
                            return address.equals(SECOND);
                        }));

        var opened = open(connector(http, FIRST, SECOND), origin(forbidden.port()));

        assertThat(remote(opened)).isEqualTo(SECOND);
        assertThat(asked).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(forbidden.accepted()).isZero();
        allowed.awaitOpen(open -> open == 1);
        var _ = opened.channel().close();
    }

    private static ServerSocket listenAt(InetAddress address, int port) throws IOException {
        return new ServerSocket(port, 50, address);
    }

    @Test
    void nameWithForbiddenAddressesOnlyIsRefusedAndNamed() throws Exception {
        var server = server(idle());
        var http = session(s -> s.addresses(address -> !address.isLoopbackAddress()));

        assertThatThrownBy(() -> open(connector(http, FIRST, SIX), origin(server.port())))
                .hasMessageContaining(
                        "name.test has only addresses that this session may not connect to:"
                                + " 127.0.0.1, ::1");
        assertThat(server.accepted()).isZero();
    }

    @Test
    void nameIsLookedUpOnceForEachConnectionSoThatNoOtherAnswerIsUsed() throws Exception {
        var server = server(idle());
        var lookUps = new AtomicInteger();
        // A name that is rebound: to a forbidden address, once it has been checked.
        var http = session(s -> s.addresses(address -> address.equals(FIRST)));
        var connector =
                new Connector(
                        http.settings,
                        _ ->
                                Mono.fromSupplier(() ->
                                        List.of(lookUps.incrementAndGet() == 1 ? FIRST : SECOND)));

        var opened = open(connector, origin(server.port()));

        assertThat(remote(opened)).isEqualTo(FIRST);
        assertThat(lookUps).hasValue(1);
        var _ = opened.channel().close();
    }

    // --- timings ----------------------------------------------------------------------------

    @Test
    void phasesOfAnOpeningAreMeasuredApart() throws Exception {
        var certificates = new Certificates(directory);
        certificates.selfSigned("server", it -> it.addSanDnsName("name.test"));
        var socket =
                certificates
                        .server("server")
                        .getServerSocketFactory()
                        .createServerSocket(0, 9, FIRST);
        var server = closing(RawServer.start(socket, peer -> peer.readRequest()));
        var tls = Tls.usual().trust(certificates.pem("server"));
        var http = session(s -> s.tls(tls));

        var opened = open(connector(http, FIRST), Origin.of(true, "name.test", server.port()));
        assertThat(opened.timings().dns()).isPositive();
        assertThat(opened.timings().connect()).isPositive();
        assertThat(opened.timings().tls()).isPositive();
        var _ = opened.channel().close();
    }

    @Test
    void phasesThatAnOpeningDoesNotHaveTakeNoTime() throws Exception {
        var server = server(idle());

        var opened = open(connector(session()), Origin.of(false, "127.0.0.1", server.port()));
        assertThat(opened.timings().dns()).isZero();
        assertThat(opened.timings().connect()).isPositive();
        assertThat(opened.timings().tls()).isZero();
        var _ = opened.channel().close();
    }
}
