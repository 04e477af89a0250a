package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sender on a loop of its own, and what became of what it was given. */
final class WireRun implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(30);

    private final EventLoop loop = EventLoop.open();
    private final io.netty.channel.EventLoop netty = loop.resources().onClient(true).next();
    private final WireSender sender;

    // Only touched on the loop.
    private final IdentityHashMap<Arrival, CompletableFuture<String>> outcomes =
            new IdentityHashMap<>();
    private long number;

    final List<Arrival> arrivals = new ArrayList<>();

    WireRun(int limit, Duration timeout, LoadRequest... requests) {
        this(limit, timeout, RequestBook.of(List.of(requests), null));
    }

    WireRun(int limit, Duration timeout, RequestBook book) {
        this(limit, timeout, book, WireSender.lookUp(book));
    }

    WireRun(int limit, Duration timeout, RequestBook book, Map<String, WireAddress> addresses) {
        sender = new WireSender(loop, book, addresses, limit, timeout);
    }

    /** Sends one after the other, each once the one before is done. */
    String inTurn(int... requests) throws Exception {
        var all = new ArrayList<String>();
        for (int request : requests) {
            all.add(outcome(send(request)));
        }
        return String.join(", ", all);
    }

    /** Sends all at once. */
    List<CompletableFuture<String>> atOnce(int... requests) throws Exception {
        return onLoop(() -> {
            var all = new ArrayList<CompletableFuture<String>>();
            for (int request : requests) {
                all.add(sendNow(request));
            }
            return all;
        });
    }

    CompletableFuture<String> send(int request) throws Exception {
        return onLoop(() -> sendNow(request));
    }

    private CompletableFuture<String> sendNow(int request) {
        var arrival = new Arrival(netty.ticker().nanoTime(), request, number++, new Outcomes());
        var outcome = new CompletableFuture<String>();
        arrivals.add(arrival);
        outcomes.put(arrival, outcome);
        sender.send(arrival);
        return outcome;
    }

    static String outcome(CompletableFuture<String> outcome)
            throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Done on the loop, after what it has to do before. */
    <T> T onLoop(Callable<T> call) throws Exception {
        return netty.submit(call).get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    WireSender sender() {
        return sender;
    }

    @Override
    public void close() {
        var ended = netty.submit(() -> sender.giveUp("closed", "the test is over"));
        assertThat(ended.awaitUninterruptibly(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        sender.close();
        loop.close();
    }

    private final class Outcomes implements Recorder {
        @Override
        public void succeeded(Arrival arrival, long now) {
            outcomes.remove(arrival).complete("ok");
        }

        @Override
        public void failed(Arrival arrival, long now, String kind, String message) {
            outcomes.remove(arrival).complete(kind + ": " + message);
        }
    }
}
