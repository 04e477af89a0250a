package dev.heddle.demo.io.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.ArrayList;
import java.util.List;

/** An embedded WireMock with slow URLs, on a free port of the loopback interface. */
final class StubServer implements AutoCloseable {
    private static final int THREADS = 50;
    private static final String BODY = "{\"name\":\"item\",\"price\":42}";

    private final WireMockServer server;
    private final List<String> urls = new ArrayList<>();

    private StubServer(WireMockServer server) {
        this.server = server;
    }

    static StubServer start(int count, int delayMillis) {
        var server =
                new WireMockServer(
                        options()
                                .bindAddress("127.0.0.1")
                                .dynamicPort()
                                .containerThreads(THREADS)
                                .asynchronousResponseEnabled(true)
                                .asynchronousResponseThreads(THREADS)
                                .disableRequestJournal()
                                .gzipDisabled(true));
        server.start();
        var stubs = new StubServer(server);
        server.stubFor(
                get(urlPathMatching("/items/[0-9]+"))
                        .willReturn(okJson(BODY).withFixedDelay(delayMillis)));
        for (int i = 1; i <= count; i++) {
            stubs.urls.add(server.baseUrl() + "/items/" + i);
        }
        return stubs;
    }

    List<String> urls() {
        return urls;
    }

    @Override
    public void close() {
        server.stop();
    }
}
