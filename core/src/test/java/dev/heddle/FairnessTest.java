package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.testing.VirtualTimeLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

class FairnessTest {
    private final Trail trail = new Trail();

    @Test
    void tasksStartInTheOrderInWhichTheyWereSpawned() {
        VirtualTimeLoop.run(() -> {
            for (int i = 0; i < 1_000; i++) {
                String name = "task " + i;
                EventLoop.current().spawn(() -> trail.add(name));
            }
            checkpoint();
        });

        assertThat(trail.events())
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(i -> "task " + i).toList());
    }

    @Test
    void tasksTakeTurns() {
        VirtualTimeLoop.run(() -> {
            for (String name : new String[] {"a", "b", "c"}) {
                EventLoop.current()
                        .spawn(() -> {
                            for (int i = 1; i <= 3; i++) {
                                trail.add(name + i);
                                checkpoint();
                            }
                        });
            }
            sleep(Duration.ofHours(1));
        });

        trail.assertIs("a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3");
    }

    @Test
    void tasksWakeInTheOrderInWhichTheirValuesCame() {
        VirtualTimeLoop.run(() -> {
            var sinks = new ArrayList<Sinks.One<String>>();
            for (int i = 0; i < 100; i++) {
                var sink = Sinks.<String>one();
                sinks.add(sink);
                EventLoop.current().spawn(() -> trail.add(await(sink.asMono())));
            }
            checkpoint();
            for (int i = 99; i >= 0; i--) {
                sinks.get(i).tryEmitValue("value " + i);
            }
            checkpoint();
        });

        assertThat(trail.events())
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "value " + (99 - i)).toList());
    }

    @ForEachTransport
    void spawnsOfAForeignThreadKeepTheirOrder(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var last = loop.spawn(() -> 0);
            for (int i = 0; i < 10_000; i++) {
                String name = "task " + i;
                last =
                        loop.spawn(() -> {
                            trail.add(name);
                            return 0;
                        });
            }
            last.mono().block();
        }

        assertThat(trail.events())
                .containsExactlyElementsOf(
                        IntStream.range(0, 10_000).mapToObj(i -> "task " + i).toList());
    }

    // --- between tasks, timers and I/O ------------------------------------------------------

    private volatile boolean enough;

    /** Tasks that are ready again as soon as they have run. */
    private void spawnReadyTasks(EventLoop loop, int count) {
        for (int i = 0; i < count; i++) {
            loop.spawn(() -> {
                while (!enough) {
                    checkpoint();
                }
            });
        }
    }

    @ForEachTransport
    void readyTasksStarveNeitherTimersNorCallbacksNorIo(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            loop.spawn(() -> spawnReadyTasks(loop, 100_000)).mono().block();
            var witness =
                    loop.spawn(() -> {
                        sleep(Duration.ofMillis(1));
                        trail.add("timer");
                        var called = Sinks.<String>one();
                        loop.execute(() -> called.tryEmitValue("callback"));
                        trail.add(await(called.asMono()));
                        trail.add(pingPong(loop, 3));
                        enough = true;
                    });
            witness.mono().block();
        }

        trail.assertIs("timer", "callback", "pong 3");
    }

    /** Rounds of a byte between a client and a server on the loop. */
    private static String pingPong(EventLoop loop, int rounds) {
        var group = loop.resources().onServer(true);
        var done = Sinks.<String>one();
        var server = await(server(loop, group));
        var client = await(client(loop, group, server, rounds, done));
        String result = await(done.asMono());
        await(client.close());
        await(server.close());
        return result;
    }

    private static io.netty.util.concurrent.Future<Channel> server(
            EventLoop loop, EventLoopGroup group) {
        var promise = group.next().<Channel>newPromise();
        var bound =
                new ServerBootstrap()
                        .group(group)
                        .channelFactory(
                                () -> loop.resources().onChannel(ServerSocketChannel.class, group))
                        .childHandler(initialiser(new Echo()))
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var _ = bound.addListener(_ -> promise.setSuccess(bound.channel()));
        return promise;
    }

    private static io.netty.util.concurrent.Future<Channel> client(
            EventLoop loop,
            EventLoopGroup group,
            Channel server,
            int rounds,
            Sinks.One<String> done) {
        var promise = group.next().<Channel>newPromise();
        var connected =
                new Bootstrap()
                        .group(group)
                        .channelFactory(
                                () -> loop.resources().onChannel(SocketChannel.class, group))
                        .handler(initialiser(new Rounds(rounds, done)))
                        .connect(server.localAddress());
        var _ = connected.addListener(_ -> promise.setSuccess(connected.channel()));
        return promise;
    }

    private static ChannelInitializer<Channel> initialiser(ChannelInboundHandlerAdapter handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler);
            }
        };
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var _ = context.writeAndFlush(message);
        }
    }

    private static final class Rounds extends SimpleChannelInboundHandler<ByteBuf> {
        private final int rounds;
        private final Sinks.One<String> done;
        private int round;

        Rounds(int rounds, Sinks.One<String> done) {
            this.rounds = rounds;
            this.done = done;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var _ = context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            round++;
            if (round == rounds) {
                done.tryEmitValue("pong " + round);
            } else {
                var _ = context.writeAndFlush(message.retain());
            }
        }
    }

    @ForEachTransport
    void callbacksThatNeverEndStarveNoTask(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            loop.execute(() -> executeAgain(loop));
            var witness =
                    loop.spawn(() -> {
                        for (int i = 0; i < 100; i++) {
                            checkpoint();
                        }
                        sleep(Duration.ofNanos(1));
                        enough = true;
                    });
            witness.mono().block();
        }
    }

    private void executeAgain(EventLoop loop) {
        if (!enough) {
            loop.execute(() -> executeAgain(loop));
        }
    }

    @ForEachTransport
    void ioThatNeverEndsStarvesNoTask(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var busy = loop.spawn(() -> pingPong(loop, Integer.MAX_VALUE));
            var witness =
                    loop.spawn(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            checkpoint();
                        }
                        sleep(Duration.ofMillis(1));
                        return "had its turns";
                    });
            assertThat(witness.mono().block()).isEqualTo("had its turns");
            busy.cancel();
        }
    }

    /** There are always more to run, but not so many that they fill the heap of a busy machine. */
    @ForEachTransport
    void aForeignThreadThatNeverStopsSpawningStarvesNobody(Transport transport) throws Exception {
        var room = new Semaphore(300_000);
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var flood =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!enough) {
                                    room.acquireUninterruptibly();
                                    loop.spawn(() -> room.release());
                                }
                            });
            var witness =
                    loop.spawn(() -> {
                        sleep(Duration.ofMillis(1));
                        checkpoint();
                        enough = true;
                    });
            witness.mono().block();
            flood.join();
        }
    }
}
