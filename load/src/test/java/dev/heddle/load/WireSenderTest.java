package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is sent, over how many connections, and when it fails. */
class WireSenderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void requestsFollowEachOtherOverOneConnection() throws Exception {
        try (var server = WireServer.answering(OK);
                var run = run(100, server)) {
            assertThat(run.inTurn(0, 0, 0)).isEqualTo("ok, ok, ok");
            assertThat(server.accepted()).isEqualTo(1);
            assertThat(run.sender().opened()).isEqualTo(1);
            assertThat(run.onLoop(run.sender()::underWay)).isZero();
        }
    }

    @Test
    void thoseWithoutAConnectionWaitInOrder() throws Exception {
        try (var server = WireServer.answering(OK);
                var run =
                        new WireRun(
                                1,
                                WireRun.LONG,
                                LoadRequest.get(server.url("/a")),
                                LoadRequest.get(server.url("/b")),
                                LoadRequest.get(server.url("/c")))) {
            for (var outcome : run.atOnce(2, 0, 1)) {
                assertThat(WireRun.outcome(outcome)).isEqualTo("ok");
            }
            assertThat(server.requestLines())
                    .containsExactly("GET /c HTTP/1.1", "GET /a HTTP/1.1", "GET /b HTTP/1.1");
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    @Test
    void opensAsManyConnectionsAsAreNeeded() throws Exception {
        try (var server = WireServer.start(WireServer.Peer::awaitEnd);
                var run = run(5, server)) {
            run.atOnce(0, 0, 0, 0, 0, 0, 0);

            server.awaitOpen(open -> open == 5);

            assertThat(run.onLoop(run.sender()::underWay)).isEqualTo(7);
            assertThat(run.onLoop(run.sender()::waiting)).isEqualTo(2);
        }
    }

    @Test
    void onlyWhereAllConnectionsAreInUseIsItCrowded() throws Exception {
        try (var server = WireServer.start(WireServer.Peer::awaitEnd);
                var run = run(2, server)) {
            run.atOnce(0, 0, 0, 0);

            assertThat(run.onLoop(() -> run.arrivals.stream().map(each -> each.crowded).toList()))
                    .containsExactly(false, false, true, true);
        }
    }

    @Test
    void fillsRequestsWithTheirRow() throws Exception {
        try (var server = WireServer.answering(OK);
                var run = new WireRun(1, WireRun.LONG, book(server.url("/${id}"), "7", "8"))) {
            assertThat(run.inTurn(0, 0, 0)).isEqualTo("ok, ok, ok");
            assertThat(server.requestLines())
                    .containsExactly("GET /7 HTTP/1.1", "GET /8 HTTP/1.1", "GET /7 HTTP/1.1");
        }
    }

    @Test
    void tellsThePhases() throws Exception {
        try (var server = WireServer.answering(OK);
                var run = run(1, server)) {
            run.inTurn(0);

            var arrival = run.arrivals.getFirst();
            assertThat(arrival.connected).isGreaterThanOrEqualTo(arrival.intended);
            assertThat(arrival.answered).isGreaterThan(arrival.connected);
        }
    }

    // --- connecting -------------------------------------------------------------------------

    @Test
    void whoeverWaitsForAServerThatRefusesIsToldSo() throws Exception {
        String url = "http://127.0.0.1:" + freePort();
        try (var run = new WireRun(100, WireRun.LONG, LoadRequest.get(url))) {
            for (var outcome : run.atOnce(0, 0, 0)) {
                assertThat(WireRun.outcome(outcome))
                        .isEqualTo(
                                "connect: no connection to "
                                        + url.substring(7)
                                        + ": Connection refused");
            }
        }
    }

    @Test
    void aServerThatComesBackIsFoundAgain() throws Exception {
        int port = freePort();
        try (var run = new WireRun(1, WireRun.LONG, LoadRequest.get("http://127.0.0.1:" + port))) {
            assertThat(run.inTurn(0, 0, 0)).contains("connect: ").doesNotContain("ok");
            try (var server = WireServer.startAt(port, WireServer.sending(OK))) {
                assertThat(run.inTurn(0)).isEqualTo("ok");
                assertThat(server.accepted()).isEqualTo(1);
            }
        }
    }

    @Test
    void allAddressesOfAHostAreTriedBeforeAnybodyIsTold() throws Exception {
        try (var server = WireServer.answering(OK)) {
            var book = RequestBook.of(List.of(LoadRequest.get("http://two.invalid/")), null);
            var live = URI.create(server.url("/"));
            var addresses =
                    List.of(
                            new InetSocketAddress(live.getHost(), freePort()),
                            new InetSocketAddress(live.getHost(), live.getPort()));
            var known = Map.of("two.invalid", new WireAddress("two", "two", addresses));
            try (var run = new WireRun(10, WireRun.LONG, book, known)) {
                for (var outcome : run.atOnce(0, 0, 0, 0, 0)) {
                    assertThat(WireRun.outcome(outcome)).isEqualTo("ok");
                }
            }
        }
    }

    @Test
    void anUnknownHostIsOneForEachRequest() throws Exception {
        try (var run = new WireRun(1, WireRun.LONG, LoadRequest.get("http://nowhere.invalid/"))) {
            assertThat(run.inTurn(0, 0))
                    .isEqualTo(
                            "dns: unknown host nowhere.invalid, dns: unknown host nowhere.invalid");
        }
    }

    // --- timeouts ---------------------------------------------------------------------------

    @Test
    void noAnswerInTimeFailsThoseThatWaitForTheConnectionToo() throws Exception {
        try (var server = WireServer.start(WireServer.Peer::awaitEnd);
                var run = new WireRun(1, SHORT, LoadRequest.get(server.url("/")))) {
            for (var outcome : run.atOnce(0, 0)) {
                assertThat(WireRun.outcome(outcome))
                        .isEqualTo("timeout: no answer within 200 ms of its time to start");
            }
            server.awaitOpen(open -> open == 0);
        }
    }

    @Test
    void afterATimeoutTheNextHasANewConnection() throws Exception {
        try (var server =
                        WireServer.start(peer -> {
                            if (peer.readRequest().startsWith("GET /slow")) {
                                peer.awaitEnd();
                            }
                            peer.send(OK).awaitEnd();
                        });
                var run =
                        new WireRun(
                                1,
                                SHORT,
                                LoadRequest.get(server.url("/slow")),
                                LoadRequest.get(server.url("/fast")))) {
            assertThat(run.inTurn(0)).startsWith("timeout: ");
            assertThat(run.inTurn(1)).isEqualTo("ok");
        }
    }

    // --- ending -----------------------------------------------------------------------------

    @Test
    void givingUpFailsAllThatIsUnderWay() throws Exception {
        try (var server = WireServer.start(WireServer.Peer::awaitEnd);
                var run = run(1, server)) {
            var outcomes = run.atOnce(0, 0);
            server.awaitOpen(open -> open == 1);

            run.onLoop(() -> {
                run.sender().giveUp("stopped", "enough");
                return true;
            });

            for (var outcome : outcomes) {
                assertThat(WireRun.outcome(outcome)).isEqualTo("stopped: enough");
            }
            assertThat(run.onLoop(run.sender()::underWay)).isZero();
            server.awaitOpen(open -> open == 0);
        }
    }

    @Test
    void closingClosesIdleConnections() throws Exception {
        try (var server = WireServer.answering(OK)) {
            try (var run = run(1, server)) {
                run.inTurn(0);
            }
            server.awaitOpen(open -> open == 0);
        }
    }

    private static int freePort() throws IOException {
        try (var nobody = new ServerSocket(0)) {
            return nobody.getLocalPort();
        }
    }

    private static RequestBook book(String url, String... ids) {
        var rows = Stream.of(ids).map(List::of).toList();
        return RequestBook.of(List.of(LoadRequest.get(url)), new DataTable(List.of("id"), rows));
    }

    private static WireRun run(int limit, WireServer server) throws Exception {
        return new WireRun(limit, WireRun.LONG, LoadRequest.get(server.url("/")));
    }
}
