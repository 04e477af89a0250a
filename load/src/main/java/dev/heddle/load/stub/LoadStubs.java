package dev.heddle.load.stub;

import static java.util.Objects.requireNonNull;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.heddle.load.StubHealth;
import java.util.function.UnaryOperator;

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
     * A thread works for some 60 µs on a request, so these are for stubs that block, as proxies do.
     */
    private static final int CONTAINER_THREADS = 200;

    /**
     * One is enough for 10,000 answers a second; a dribbled body keeps one of them until its end.
     */
    private static final int DELAY_THREADS = 50;

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
        private UnaryOperator<WireMockConfiguration> more = UnaryOperator.identity();

        private Builder() {}

        /**
         * The port.
         *
         * @param value 0 for a free one, as without this
         * @return this
         */
        public Builder port(int value) {
            if (value < 0 || value > 65_535) {
                throw new IllegalArgumentException("a port is 0..65535: " + value);
            }
            this.port = value;
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
            this.journal = requests;
            return this;
        }

        /**
         * Changes WireMock's options, after those for load were set: a root directory, extensions.
         *
         * @param change of the options, which it returns
         * @return this
         */
        public Builder options(UnaryOperator<WireMockConfiguration> change) {
            this.more = requireNonNull(change, "change");
            return this;
        }

        /**
         * Starts it.
         *
         * @return to be closed
         * @throws com.github.tomakehurst.wiremock.common.FatalStartupException if the port is taken
         */
        public LoadStubs start() {
            var threads = new WireMockThreads(NanoClock.SYSTEM);
            var options = more.apply(usual());
            threads.watch(options);
            var server = new WireMockServer(options);
            server.start();
            threads.looks().start();
            return new LoadStubs(server, threads);
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
