package dev.heddle.load.junit;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.heddle.load.Load;
import dev.heddle.load.stub.LoadStubs;
import java.util.List;

/** The stub server of an outermost test class. The only type here that needs WireMock. */
final class ClassStub implements AutoCloseable {
    private final LoadStubs stubs = LoadStubs.start();
    private List<StubMapping> kept = List.of();

    Object as(Class<?> type) {
        if (type == LoadStubs.class) {
            return stubs;
        }
        if (type == WireMockServer.class) {
            return stubs.server();
        }
        return type == WireMock.class
                ? new WireMock(stubs.server())
                : new WireMockRuntimeInfo(stubs.server());
    }

    /** The same, invalid where this stub was the limit. */
    Load watched(Load load) {
        return load.stub(stubs.probe());
    }

    /** A test begins: what there is, all of its class have. */
    void keep() {
        kept = stubs.server().getStubMappings();
    }

    /** A test has ended: what it added goes. */
    void reset() {
        stubs.server().resetAll();
        kept.reversed().forEach(stubs.server()::addStubMapping);
    }

    @Override
    public void close() {
        stubs.close();
    }
}
