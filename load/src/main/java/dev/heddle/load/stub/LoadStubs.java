package dev.heddle.load.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.global.GlobalSettings;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.LogNormal;
import com.github.tomakehurst.wiremock.http.UniformDistribution;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.heddle.load.StubHealth;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A WireMock set up for load, on the loopback interface. Any thread may call its methods.
 *
 * <p>What is not WireMock's usual, and why:
 *
 * <ul>
 *   <li>Delayed answers are sent by a timer instead of a sleeping thread. With sleeping threads 100
 *       of them answer at most 100 / 50 ms = 2,000 requests a second.
 *   <li>No journal of requests: it grows with every one, and where it is capped, WireMock counts
 *       its entries at each request. {@code verify} needs it: {@link Builder#journal}.
 *   <li>No log of requests, no gzip, no HTTP/2, and bodies with their length instead of in chunks.
 * </ul>
 *
 * <p>Needs {@code org.wiremock:wiremock-standalone} on the class path.
 */
public final class LoadStubs implements AutoCloseable {
    /** Four thousand connections may wait to be accepted, where the system allows it. */
    private static final int BACKLOG = 4_096;

    /**
     * Nothing waits on them but stubs that block, such as proxies. With 50 and as many for delays,
     * 1,000 connections of wrk had 15,800 answers after 50 ms in a second on two quiet cores; more
     * threads were not seen to help.
     */
    private static final int CONTAINER_THREADS = 50;

    /** A body that is dribbled keeps one of them until its end. */
    private static final int DELAY_THREADS = 50;

    /** After all stubs that say nothing of their priority, which is 5 then. */
    private static final int LAST = 100;

    private final WireMockServer server;
    private final WireMockThreads threads;

    private LoadStubs(WireMockServer server, WireMockThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts one on a free port, without stubs: what is stubbed at {@link #server} is answered, all
     * else is not found.
     *
     * @return to be closed
     */
    public static LoadStubs start() {
        return builder().start();
    }

    /**
     * Prepares one.
     *
     * @return what is to be said of it
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The server, to stub answers at.
     *
     * @return it runs until this is closed
     */
    public WireMockServer server() {
        return server;
    }

    /**
     * Where it is.
     *
     * @return without a slash at the end: {@code http://127.0.0.1:8080}
     */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /**
     * Sees whether it is the limit.
     *
     * @return one for each load test
     */
    public StubHealth.Probe probe() {
        return new CountersProbe(threads::counters);
    }

    /** Stops it; what it has not answered is lost. Twice does nothing. */
    @Override
    public void close() {
        threads.looks().close();
        server.stop();
    }

    /** What a WireMock for load shall be like. */
    public static final class Builder {
        private int port;
        private int journal;
        private @Nullable Path mappings;
        private @Nullable StubMapping forAll;
        private StubDelay delay = StubDelay.NONE;
        private @Nullable FaultShare faults;
        private UnaryOperator<WireMockConfiguration> more = UnaryOperator.identity();

        private Builder() {}

        /**
         * The port.
         *
         * @param value 0 for a free one, as without this
         * @return this
         */
        public Builder port(int value) {
            port = Listening.checked(value);
            return this;
        }

        /**
         * Has WireMock remember the last requests, for {@code verify}.
         *
         * @param requests how many; each costs time at every request
         * @return this
         */
        public Builder journal(int requests) {
            if (requests < 1) {
                throw new IllegalArgumentException("a journal has 1 request or more: " + requests);
            }
            journal = requests;
            return this;
        }

        /**
         * Reads stubs from files.
         *
         * @param directory either with {@code mappings} and {@code __files} in it, as WireMock has
         *     it, or of the mapping files themselves
         * @return this
         */
        public Builder mappings(Path directory) {
            mappings = requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Answers every request that no other stub matches with a small JSON object.
         *
         * @param status 200 to 599
         * @return this
         */
        public Builder anyPath(int status) {
            return forAll(status, "application/json", NullServer.BODY.getBytes(UTF_8));
        }

        /**
         * Answers every request that no other stub matches with the letter x, again and again.
         *
         * @param status 200 to 599
         * @param bodySize bytes, 0 to 100 million
         * @return this
         */
        public Builder anyPath(int status, int bodySize) {
            return forAll(status, "text/plain", Bodies.ofSize(bodySize));
        }

        private Builder forAll(int status, String type, byte[] body) {
            forAll =
                    any(anyUrl())
                            .atPriority(LAST)
                            .willReturn(
                                    aResponse()
                                            .withStatus(Bodies.checkedStatus(status))
                                            .withHeader("Content-Type", type)
                                            .withBody(body))
                            .build();
            return this;
        }

        /**
         * How long it waits before it answers, where a stub says nothing else.
         *
         * @param value in whole milliseconds
         * @return this
         */
        public Builder delay(StubDelay value) {
            delay = requireNonNull(value, "value");
            return this;
        }

        /**
         * Spoils some of all answers, at random.
         *
         * @param fault how
         * @param share of the answers: more than 0, at most 1
         * @return this
         */
        public Builder faults(Fault fault, double share) {
            faults = new FaultShare(requireNonNull(fault, "fault"), share);
            return this;
        }

        /**
         * Changes WireMock's options, after those for load were set: extensions, for instance.
         *
         * @param change of the options, which it returns
         * @return this
         */
        public Builder options(UnaryOperator<WireMockConfiguration> change) {
            more = requireNonNull(change, "change");
            return this;
        }

        /**
         * Starts it.
         *
         * @return to be closed
         * @throws UncheckedIOException if it cannot listen because the port is taken, or cannot
         *     read the mappings
         */
        public LoadStubs start() {
            var threads = new WireMockThreads(NanoClock.SYSTEM);
            var options = more.apply(usual().extensions(new HealthPage(threads::counters)));
            threads.watch(options);
            var server = started(options, threads);
            if (forAll != null) {
                server.addStubMapping(forAll);
            }
            delay(server);
            threads.looks().start();
            return new LoadStubs(server, threads);
        }

        private WireMockServer started(WireMockConfiguration options, WireMockThreads threads) {
            if (faults != null) {
                options.extensions(faults);
            }
            if (mappings != null) {
                MappingFiles.use(options, mappings);
            }
            var server = loaded(options);
            try {
                server.start();
                return server;
            } catch (FatalStartupException e) {
                threads.abandon();
                throw Listening.failed(port, e);
            }
        }

        private static WireMockServer loaded(WireMockConfiguration options) {
            try {
                return new WireMockServer(options);
            } catch (MappingFileException e) {
                throw MappingFiles.broken(e);
            }
        }

        private void delay(WireMockServer server) {
            if (delay.equals(StubDelay.NONE)) {
                return;
            }
            var settings = GlobalSettings.builder();
            var _ =
                    switch (delay) {
                        case StubDelay.Fixed(var time) ->
                                settings.fixedDelay((int) time.toMillis());
                        case StubDelay.Lognormal(var median, double sigma) ->
                                settings.delayDistribution(new LogNormal(median.toMillis(), sigma));
                        case StubDelay.Uniform(var from, var to) ->
                                settings.delayDistribution(
                                        new UniformDistribution(
                                                (int) from.toMillis(), (int) to.toMillis()));
                    };
            server.updateGlobalSettings(settings.build());
        }

        private WireMockConfiguration usual() {
            var options =
                    WireMockConfiguration.options()
                            .bindAddress("127.0.0.1")
                            .port(port)
                            .jettyAcceptors(1)
                            .jettyAcceptQueueSize(BACKLOG)
                            .containerThreads(CONTAINER_THREADS)
                            .asynchronousResponseEnabled(true)
                            .asynchronousResponseThreads(DELAY_THREADS)
                            .stubRequestLoggingDisabled(true)
                            .http2PlainDisabled(true)
                            .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                            .gzipDisabled(true);
            return journal > 0
                    ? options.maxRequestJournalEntries(journal)
                    : options.disableRequestJournal();
        }
    }
}
