package dev.heddle.demo.io.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.IoMessages;
import dev.heddle.load.LoadListener;
import dev.heddle.load.metrics.LoadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics} for Prometheus, and nothing else. A page in a browser cannot read it: it
 * gets no leave from a header, and the names of other sites are not answered to.
 */
final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int NO_BODY = -1;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LoadMetrics metrics = new LoadMetrics(registry);
    private final HttpServer server;
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves from now on.
     *
     * @throws CommandFailure if the address cannot be had
     */
    static MetricsServer start(InetSocketAddress address) {
        try {
            var server = new MetricsServer(HttpServer.create(address, 0));
            server.begin();
            return server;
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "cannot serve --metrics at "
                            + address.getAddress().getHostAddress()
                            + ":"
                            + address.getPort()
                            + ": "
                            + IoMessages.of(e));
        }
    }

    /** Feeds what is served. */
    LoadListener listener() {
        return metrics;
    }

    /** For people. */
    String url() {
        var address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://"
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":"
                + address.getPort()
                + PATH;
    }

    private void begin() {
        server.setExecutor(answering);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        answering.shutdownNow();
        registry.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = status(exchange);
            String text = status == OK ? registry.scrape() : status + "\n";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, NO_BODY);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int status(HttpExchange exchange) {
        if (!isMeant(exchange.getRequestHeaders().getFirst("Host"))) {
            return FORBIDDEN;
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return NOT_FOUND;
        }
        return exchange.getRequestMethod().equals("GET") ? OK : METHOD_NOT_ALLOWED;
    }

    /** A site whose name leads here is not this machine, see DNS rebinding. */
    private boolean isMeant(@Nullable String host) {
        if (!server.getAddress().getAddress().isLoopbackAddress()) {
            return true;
        }
        return host != null && LOOPBACK.contains(host.replaceFirst(":[0-9]+$", ""));
    }
}
