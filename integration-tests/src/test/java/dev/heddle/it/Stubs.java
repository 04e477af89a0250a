package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;

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

    /** Answers with the first, then the second, and so on; with the last from then on. */
    String inTurn(String path, ResponseDefinitionBuilder... responses) {
        for (int i = 0; i < responses.length; i++) {
            server.stubFor(
                    any(urlPathEqualTo(path))
                            .inScenario(path)
                            .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "turn " + i)
                            .willReturn(responses[i])
                            .willSetStateTo("turn " + Math.min(i + 1, responses.length - 1)));
        }
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
