package dev.heddle.load.junit;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.List;

/** The stub server of an outermost test class. The only type here that needs WireMock. */
final class ClassStub implements AutoCloseable {
    private final WireMockServer server;
    private List<StubMapping> kept = List.of();

    private ClassStub(WireMockServer server) {
        this.server = server;
    }

    static ClassStub start() {
        var server =
                new WireMockServer(
                        wireMockConfig()
                                .bindAddress("127.0.0.1")
                                .dynamicPort()
                                .containerThreads(50)
                                .asynchronousResponseEnabled(true)
                                .asynchronousResponseThreads(50)
                                .disableRequestJournal()
                                .gzipDisabled(true));
        server.start();
        return new ClassStub(server);
    }

    Object as(Class<?> type) {
        if (type == WireMockServer.class) {
            return server;
        }
        return type == WireMock.class ? new WireMock(server) : new WireMockRuntimeInfo(server);
    }

    /** A test begins: what there is, all of its class have. */
    void keep() {
        kept = server.getStubMappings();
    }

    /** A test has ended: what it added goes. */
    void reset() {
        server.resetAll();
        kept.reversed().forEach(server::addStubMapping);
    }

    @Override
    public void close() {
        server.stop();
    }
}
