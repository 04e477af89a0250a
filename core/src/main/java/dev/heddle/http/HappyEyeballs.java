package dev.heddle.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Tries the addresses of a host one after the other without waiting long for any (RFC 8305): the
 * next attempt begins 250 ms after the last, or at once when one fails; the first that succeeds
 * wins, and the others are given up. Only touched on the loop, whose timer it is given.
 *
 * @param <A> an address
 * @param <C> a connection
 */
final class HappyEyeballs<A, C> {
    /** RFC 8305, section 8. */
    static final long CONNECTION_ATTEMPT_DELAY_MILLIS = 250;

    private final Iterator<A> rest;
    private final Function<A, Mono<C>> connect;
    private final Consumer<C> close;
    private final Function<List<Failed<A>>, Throwable> failure;
    private final Scheduler timer;
    private final MonoSink<C> sink;

    private final Set<Disposable> running = new HashSet<>();
    private final List<Failed<A>> failed = new ArrayList<>();
    private @Nullable Disposable nextStart;
    private boolean starting;
    private boolean startAnother;
    private boolean over;

    /** An address, and why there is no connection to it. */
    record Failed<A>(A address, Throwable reason) {}

    /** What to do with addresses. */
    record Dialer<A, C>(
            Function<A, Mono<C>> connect,
            Consumer<C> close,
            Function<List<Failed<A>>, Throwable> failure) {}

    private HappyEyeballs(
            List<A> addresses, Dialer<A, C> dialer, Scheduler timer, MonoSink<C> sink) {
        this.rest = addresses.iterator();
        this.connect = dialer.connect;
        this.close = dialer.close;
        this.failure = dialer.failure;
        this.timer = timer;
        this.sink = sink;
    }

    /** Each subscription is a race; cancelling it gives every attempt up. */
    static <A, C> Mono<C> race(List<A> addresses, Dialer<A, C> dialer, Scheduler timer) {
        return Mono.create(sink -> {
            var race = new HappyEyeballs<>(addresses, dialer, timer, sink);
            sink.onDispose(race::giveUp);
            race.start();
        });
    }

    /** The families by turns, IPv6 first, each in the order in which its addresses came. */
    static List<InetAddress> interleaved(List<InetAddress> addresses) {
        Queue<InetAddress> first = new ArrayDeque<>();
        Queue<InetAddress> second = new ArrayDeque<>();
        for (var address : addresses) {
            (address instanceof Inet6Address ? first : second).add(address);
        }
        var all = new ArrayList<InetAddress>(addresses.size());
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                all.add(first.remove());
            }
            if (!second.isEmpty()) {
                all.add(second.remove());
            }
        }
        return all;
    }

    /** Begins the next attempt, in a loop while they fail at once: many would end the stack. */
    private void start() {
        if (starting) {
            startAnother = true;
            return;
        }
        starting = true;
        do {
            startAnother = false;
            startOne();
        } while (startAnother);
        starting = false;
    }

    private void startOne() {
        if (nextStart != null) {
            nextStart.dispose();
        }
        if (over || !rest.hasNext()) {
            return;
        }
        var address = rest.next();
        var attempt = Disposables.swap();
        running.add(attempt);
        attempt.update(
                connect.apply(address)
                        .subscribe(
                                connection -> connected(attempt, connection),
                                reason -> failed(attempt, new Failed<>(address, reason))));
        if (!over && !startAnother && rest.hasNext()) {
            nextStart =
                    timer.schedule(
                            this::start, CONNECTION_ATTEMPT_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void connected(Disposable attempt, C connection) {
        running.remove(attempt);
        if (over) {
            close.accept(connection);
            return;
        }
        giveUp();
        sink.success(connection);
    }

    private void failed(Disposable attempt, Failed<A> how) {
        running.remove(attempt);
        if (over) {
            return;
        }
        failed.add(how);
        if (rest.hasNext()) {
            start();
        } else if (running.isEmpty()) {
            giveUp();
            sink.error(failure.apply(failed));
        }
    }

    private void giveUp() {
        over = true;
        if (nextStart != null) {
            nextStart.dispose();
        }
        for (var attempt : List.copyOf(running)) {
            attempt.dispose();
        }
        running.clear();
    }
}
