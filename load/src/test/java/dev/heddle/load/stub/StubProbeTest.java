package dev.heddle.load.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class StubProbeTest {
    @Test
    void aWireMockForLoadIsKnown() {
        try (var stubs = LoadStubs.builder().anyPath(200).start()) {
            var probe = StubProbe.of(URI.create(stubs.url() + "/items/1?a=b")).orElseThrow();
            probe.begin();

            assertThat(probe.end().kind()).isEqualTo("WireMock");
        }
    }

    @Test
    void aNullServerIsKnownAndDoesNotCountTheQuestion() {
        try (var server = NullServer.builder().record(10).start()) {
            var probe = StubProbe.of(URI.create("http://localhost:" + server.port())).orElseThrow();
            probe.begin();

            assertThat(probe.end().kind()).isEqualTo("null server");
            assertThat(server.arrivals().count()).isZero();
        }
    }

    @Test
    void aStubThatDiedMeanwhileIsTheLimit() {
        var server = NullServer.builder().start();
        var probe = StubProbe.of(URI.create(server.url())).orElseThrow();
        probe.begin();
        server.close();

        var health = probe.end();

        assertThat(health.saturated()).isTrue();
        assertThat(health.why()).isEqualTo("it did not tell how it was within 1 s");
    }

    @Test
    void anotherServerIsLeftAlone() {
        var other =
                new WireMockServer(
                        WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
        other.start();
        try {
            other.stubFor(any(anyUrl()).willReturn(okJson("{\"schema\":\"other/1\"}")));
            assertThat(StubProbe.of(URI.create(other.baseUrl()))).isEmpty();

            other.stubFor(any(anyUrl()).willReturn(ok("no JSON")));
            assertThat(StubProbe.of(URI.create(other.baseUrl()))).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftAlone() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(StubProbe.of(URI.create("http://127.0.0.1:" + mute.getLocalPort())))
                    .isEmpty();
        }
    }

    @Test
    void serversElsewhereAreNotAsked() {
        assertThat(StubProbe.of(URI.create("http://example.invalid/"))).isEmpty();
        assertThat(StubProbe.of(URI.create("https://127.0.0.1/"))).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var counters =
                new StubCounters(
                        "WireMock",
                        7,
                        200,
                        new StubCounters.Counts(1, 2, 3),
                        List.of(new StubCounters.Lane("its process", 5, 2)));

        assertThat(StubHealthJson.read(StubHealthJson.write(counters))).isEqualTo(counters);
    }
}
