package dev.heddle;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.local.LocalChannel;
import io.netty.channel.socket.DatagramChannel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

class ResourcesTest {
    private static DisposableServer echoServer(EventLoop loop) {
        return await(
                TcpServer.create()
                        .runOn(loop.resources())
                        .host("127.0.0.1")
                        .port(0)
                        .handle((in, out) -> out.send(in.receive().retain()))
                        .bind());
    }

    private static Mono<? extends Connection> connect(EventLoop loop, DisposableServer server) {
        return TcpClient.newConnection()
                .runOn(loop.resources())
                .remoteAddress(server::address)
                .connect();
    }

    @ForEachTransport
    void clientsAndServersOfReactorNettyRunOnTheLoop(Transport transport) {
        var threads = new ConcurrentSkipListSet<String>();
        try (var loop = EventLoop.builder().name("io").transport(transport).open()) {
            var answers =
                    loop.spawn(() -> {
                        var server = echoServer(loop);
                        List<Callable<String>> clients =
                                IntStream.range(0, 50)
                                        .<Callable<String>>mapToObj(
                                                i -> () -> ask(loop, server, i, threads))
                                        .toList();
                        var results = gather(10, clients);
                        server.dispose();
                        await(server.onDispose());
                        return results;
                    });
            assertThat(answers.mono().block())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(i -> "hello " + i).toList());
        }

        assertThat(threads).containsExactly("io-loop");
    }

    private static String ask(
            EventLoop loop, DisposableServer server, int n, java.util.Set<String> threads) {
        var connection = await(connect(loop, server));
        try {
            await(connection.outbound().sendString(Mono.just("hello " + n)).then());
            return await(
                    connection
                            .inbound()
                            .receive()
                            .asString()
                            .doOnNext(_ -> threads.add(Thread.currentThread().getName())));
        } finally {
            connection.dispose();
            await(connection.onDispose());
        }
    }

    @ForEachTransport
    void closingTheLoopClosesItsChannels(Transport transport) {
        var closed = new CompletableFuture<Void>();
        try (var loop = EventLoop.builder().transport(transport).open()) {
            loop.spawn(
                            () -> {
                                var server = echoServer(loop);
                                var connection = await(connect(loop, server));
                                connection.onDispose(() -> closed.complete(null));
                            })
                    .mono()
                    .block();
        }

        closed.join();
    }

    @ForEachTransport
    void channelsItDoesNotHaveAreRefused(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            var resources = loop.resources();
            var group = resources.onServer(true);
            assertThat(resources.onChannelClass(DatagramChannel.class, group))
                    .isAssignableTo(DatagramChannel.class);
            assertThatThrownBy(() -> resources.onChannel(LocalChannel.class, group))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("this transport has no LocalChannel");
        }
    }

    @ForEachTransport
    void disposingOfTheResourcesLeavesTheLoopAlone(Transport transport) {
        try (var loop = EventLoop.builder().transport(transport).open()) {
            loop.resources().dispose();
            loop.resources().disposeLater().block();
            assertThat(loop.spawn(() -> "value").mono().block()).isEqualTo("value");
        }
    }
}
