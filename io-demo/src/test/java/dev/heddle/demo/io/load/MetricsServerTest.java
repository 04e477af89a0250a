package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.load.Moments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsServerTest {
    private final MetricsServer server = MetricsServer.start(MetricsAddress.parse("0"));
    private final int port = URI.create(server.url()).getPort();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void prometheusReadsHowItGoes() throws IOException {
        server.listener().progress(Moments.measuring(2_345, Map.of("timeout", 3L)));

        assertThat(answer("GET /metrics", "127.0.0.1:" + port))
                .startsWith("HTTP/1.1 200 ")
                .contains("heddle_load_ok_total 2345.0\n")
                .contains("heddle_load_failed_total{kind=\"timeout\"} 3.0\n")
                .contains("heddle_load_latency_seconds{quantile=\"0.99\"} 0.9")
                .contains("heddle_load_in_flight 12.0\n")
                .doesNotContainIgnoringCase("Access-Control");
    }

    @Test
    void itIsOnTheLoopbackAddress() {
        assertThat(server.url()).matches("http://127\\.0\\.0\\.1:[0-9]+/metrics");
    }

    @Test
    void thereIsNothingElse() throws IOException {
        assertThat(answer("GET /", "localhost")).startsWith("HTTP/1.1 404 ");
        assertThat(answer("GET /metrics/x", "localhost")).startsWith("HTTP/1.1 404 ");
        assertThat(answer("POST /metrics", "localhost")).startsWith("HTTP/1.1 405 ");
        assertThat(answer("HEAD /metrics", "localhost")).startsWith("HTTP/1.1 405 ");
    }

    @Test
    void theNameOfAnotherSiteIsRefused() throws IOException {
        assertThat(answer("GET /metrics", "evil.example:" + port)).startsWith("HTTP/1.1 403 ");
        assertThat(answer("GET /metrics", "[::1]:" + port)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        var taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);

        assertThatThrownBy(() -> MetricsServer.start(taken))
                .hasMessage(
                        "cannot serve --metrics at 127.0.0.1:" + port + ": Address already in use");
    }

    private String answer(String request, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String text = request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
