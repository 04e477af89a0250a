package dev.heddle.load.stub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.heddle.load.StubHealth;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A server on the loopback interface that answers every request with the same, as fast as it can,
 * or after a delay. It knows no paths: what is measured is the client and the way there. Any thread
 * may call its methods.
 */
public final class NullServer implements AutoCloseable {
    static final String BODY = "{\"name\":\"item\",\"price\":42}";

    /** Four thousand connections may wait to be accepted, where the system allows it. */
    private static final int BACKLOG = 4_096;

    private static final int CLOSE_SECONDS = 5;

    private final NanoClock clock = NanoClock.SYSTEM;
    private final Answer answer;
    private final Timing timing;
    private final EventLoopGroup group;
    private final NullLoops loops;
    private final Channel channel;

    private NullServer(Builder asked) {
        answer = asked.answer();
        timing =
                new Timing(
                        clock.nanos(),
                        asked.delay,
                        asked.stallEvery.toNanos(),
                        asked.stallLength.toNanos());
        group = group(asked.loops);
        try {
            loops = new NullLoops(group, clock, asked.most);
            channel = bind(asked.port);
        } catch (Throwable e) {
            var _ = group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
        loops.looks().start();
    }

    /**
     * Prepares one.
     *
     * @return what is to be said of it
     */
    public static Builder builder() {
        return new Builder();
    }

    private static EventLoopGroup group(int loops) {
        var threads = new DefaultThreadFactory("heddle-null", true);
        return new MultiThreadIoEventLoopGroup(
                loops,
                threads,
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    private Channel bind(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(
                                Epoll.isAvailable()
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel client) {
                                        connect(client);
                                    }
                                })
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw Listening.failed(port, bound.cause());
        }
        return bound.channel();
    }

    private void connect(Channel client) {
        client.pipeline()
                .addLast(
                        new HttpRequestDecoder(new HttpDecoderConfig().setValidateHeaders(false)),
                        new NullHandler(this, loops.log(client.eventLoop())));
    }

    NanoClock clock() {
        return clock;
    }

    Timing timing() {
        return timing;
    }

    Answer answer() {
        return answer;
    }

    /** What is told at {@link StubHealthJson#PATH}. */
    Answer health() {
        return new Answer(200, "application/json", StubHealthJson.write(loops.counters()));
    }

    /**
     * The port.
     *
     * @return the one that was asked for, or a free one
     */
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * Where it is.
     *
     * @return without a slash at the end: {@code http://127.0.0.1:8080}
     */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /**
     * Sees whether it is the limit.
     *
     * @return one for each load test
     */
    public StubHealth.Probe probe() {
        return new CountersProbe(loops::counters);
    }

    /**
     * What was answered so far.
     *
     * @return the first, as many as {@link Builder#record} allows
     */
    public Arrivals arrivals() {
        return loops.arrivals();
    }

    /** Stops it; what it has not answered is lost. Twice does nothing. */
    @Override
    public void close() {
        loops.looks().close();
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** What a null server shall be like. */
    public static final class Builder {
        private int port;
        private int loops = 1;
        private int status = 200;
        private byte[] body = BODY.getBytes(UTF_8);
        private String type = "application/json";
        private StubDelay delay = StubDelay.NONE;
        private Duration stallEvery = Duration.ZERO;
        private Duration stallLength = Duration.ZERO;
        private int most;

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
         * How many event loops answer, each on a thread.
         *
         * @param count 1 or more; 1 without this
         * @return this
         */
        public Builder loops(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("a server needs 1 loop or more: " + count);
            }
            loops = count;
            return this;
        }

        /**
         * The status of all answers.
         *
         * @param code 200 to 599; 200 without this
         * @return this
         */
        public Builder status(int code) {
            status = Bodies.checkedStatus(code);
            return this;
        }

        /**
         * The length of all bodies, which are the letter x then. Without this a small JSON object.
         *
         * @param bytes 0 to 100 million
         * @return this
         */
        public Builder bodySize(int bytes) {
            body = Bodies.ofSize(bytes);
            type = "text/plain";
            return this;
        }

        /**
         * How long it waits before it answers.
         *
         * @param value of all answers
         * @return this
         */
        public Builder delay(StubDelay value) {
            delay = requireNonNull(value, "value");
            return this;
        }

        /**
         * Has it answer nothing for some time, again and again: at the end of each period, the
         * first of which begins when it starts. What arrives meanwhile is answered after that.
         *
         * @param every how long a period is
         * @param length how long it stalls; shorter than that
         * @return this
         */
        public Builder stall(Duration every, Duration length) {
            if (length.isNegative() || length.isZero() || length.compareTo(every) >= 0) {
                throw new IllegalArgumentException(
                        "a stall is shorter than its period: " + length + " in every " + every);
            }
            stallEvery = every;
            stallLength = length;
            return this;
        }

        /**
         * Notes when requests arrive and are answered.
         *
         * @param requests how many at most on each loop; 16 bytes each
         * @return this
         */
        public Builder record(int requests) {
            if (requests < 0) {
                throw new IllegalArgumentException("it cannot note " + requests + " requests");
            }
            most = requests;
            return this;
        }

        private Answer answer() {
            return new Answer(status, type, Arrays.copyOf(body, body.length));
        }

        /**
         * Starts it.
         *
         * @return to be closed
         * @throws java.io.UncheckedIOException if it cannot listen: the port is taken
         */
        public NullServer start() {
            return new NullServer(this);
        }
    }
}
