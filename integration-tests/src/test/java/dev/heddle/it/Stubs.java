package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

/** A WireMock server on a free loopback port, tuned so that it is not the bottleneck. */
final class Stubs implements AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(
                    wireMockConfig()
                            .bindAddress("127.0.0.1")
                            .dynamicPort()
                            .asynchronousResponseEnabled(true)
                            .asynchronousResponseThreads(50)
                            .containerThreads(50)
                            .disableRequestJournal()
                            .gzipDisabled(true));

    Stubs() {
        server.start();
    }

    /** Answers every method at {@code path}; returns the URL. */
    String on(String path, ResponseDefinitionBuilder response) {
        server.stubFor(any(urlPathEqualTo(path)).willReturn(response));
        return url(path);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    static ResponseDefinitionBuilder text(String body) {
        return aResponse().withBody(body).withHeader("Content-Type", "text/plain; charset=utf-8");
    }

    @Override
    public void close() {
        server.stop();
    }
}
