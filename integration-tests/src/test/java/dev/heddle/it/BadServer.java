package dev.heddle.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.heddle.http.HttpException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that goes wrong with a server, each at a URL of its own. */
final class BadServer implements AutoCloseable {
    /** The kinds of faults. */
    static final List<Misdeed> MISDEEDS =
            List.of(
                    misdeed(
                            "connection reset",
                            new Deed.OfWireMock(Fault.CONNECTION_RESET_BY_PEER),
                            "",
                            Kind.DISCONNECTED),
                    misdeed(
                            "empty response",
                            new Deed.OfWireMock(Fault.EMPTY_RESPONSE),
                            "",
                            Kind.DISCONNECTED),
                    misdeed(
                            "malformed chunk",
                            new Deed.OfWireMock(Fault.MALFORMED_RESPONSE_CHUNK),
                            "",
                            Kind.PROTOCOL,
                            Kind.BODY_CUT_SHORT),
                    misdeed(
                            "garbage then close",
                            new Deed.OfWireMock(Fault.RANDOM_DATA_THEN_CLOSE),
                            "",
                            Kind.PROTOCOL,
                            Kind.DISCONNECTED),
                    misdeed("late answer", new Deed.Delay(60_000), "", Kind.TIMEOUT),
                    misdeed(
                            "slow headers",
                            raw(peer -> peer.send("HTTP/1.1 200 OK\r\nX-Slow: a").awaitEnd()),
                            "",
                            Kind.TIMEOUT),
                    misdeed(
                            "endless headers",
                            raw(peer ->
                                    peer.send("HTTP/1.1 200 OK\r\n")
                                            .sendWithoutEnd("X-More: of it\r\n")),
                            "",
                            Kind.PROTOCOL),
                    misdeed(
                            "length too long",
                            raw(peer ->
                                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfine")),
                            "",
                            Kind.BODY_CUT_SHORT),
                    misdeed(
                            "length too short",
                            raw(peer ->
                                    peer.send(
                                                    "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine, and more")
                                            .awaitEnd()),
                            "fine"),
                    misdeed(
                            "chunk garbage",
                            raw(peer ->
                                    peer.send(
                                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                                            .send("4\r\nfine\r\nno size at all\r\nfine\r\n")
                                            .awaitEnd()),
                            "",
                            Kind.PROTOCOL),
                    misdeed(
                            "half closed",
                            raw(peer ->
                                    peer.send(
                                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                                            .send("4\r\nfine\r\n")
                                            .halfClose()
                                            .awaitEnd()),
                            "",
                            Kind.BODY_CUT_SHORT),
                    misdeed(
                            "flood of 1xx",
                            raw(peer ->
                                    peer.sendWithoutEnd(
                                            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
                            "",
                            Kind.TIMEOUT,
                            Kind.PROTOCOL));

    private final Stubs stubs = new Stubs();
    private final List<RawServer> raw = new ArrayList<>();
    private final Map<Misdeed, String> urls = new LinkedHashMap<>();

    BadServer() throws IOException {
        for (var misdeed : MISDEEDS) {
            urls.put(misdeed, open(misdeed));
        }
    }

    private String open(Misdeed misdeed) throws IOException {
        String path = "/" + misdeed.name().replace(' ', '-');
        switch (misdeed.deed) {
            case Deed.OfWireMock(var fault) -> {
                return stubs.on(path, aResponse().withFault(fault));
            }
            case Deed.Delay(int millis) -> {
                return stubs.on(path, Stubs.text("late").withFixedDelay(millis));
            }
            case Deed.Raw(var script) -> {
                var server =
                        RawServer.start(peer -> {
                            peer.readRequest();
                            script.serve(peer);
                        });
                raw.add(server);
                return server.url(path);
            }
        }
    }

    String url(Misdeed misdeed) {
        return urls.getOrDefault(misdeed, "");
    }

    /** At the same host as WireMock's misdeeds. */
    String goodUrl(String path) {
        return stubs.on(path, Stubs.text("fine"));
    }

    @Override
    public void close() throws IOException {
        stubs.close();
        for (var server : raw) {
            server.close();
        }
    }

    /** How it is done. */
    sealed interface Deed {
        record OfWireMock(Fault fault) implements Deed {}

        record Delay(int millis) implements Deed {}

        /** What comes after the head of the request was read. */
        record Raw(RawServer.Script script) implements Deed {}
    }

    /**
     * A kind of fault.
     *
     * @param body what comes of it all the same; empty where one of the kinds does
     */
    record Misdeed(String name, Deed deed, String body, Set<Kind> kinds) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Misdeed misdeed(String name, Deed deed, String body, Kind... kinds) {
        return new Misdeed(name, deed, body, Set.of(kinds));
    }

    private static Deed raw(RawServer.Script script) {
        return new Deed.Raw(script);
    }
}
