package dev.heddle;

import dev.heddle.internal.carrier.Transports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Several event loops for a service that needs more than one core of I/O. Each keeps its own tasks
 * and connections, and its tasks still share nothing with another loop's without a lock.
 *
 * <p>Any thread may call any method.
 *
 * {@snippet class="dev.heddle.Snippets" region="loops"}
 */
public final class EventLoops implements AutoCloseable {
    private final List<EventLoop> loops;
    private final LoopResources resources;
    private final AtomicInteger turn = new AtomicInteger();

    private EventLoops(List<EventLoop> loops) {
        this.loops = loops;
        var nettys = loops.stream().map(EventLoops::netty).toList();
        this.resources =
                new OwnResources(
                        new LoopGroup(nettys, this::inTurn),
                        new LoopGroup(nettys, this::next),
                        Transports.best());
    }

    /**
     * Opens loops.
     *
     * @param count how many; at least 1, and more than there are cores helps nobody
     * @return the running loops
     */
    public static EventLoops open(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of loops must be at least 1: " + count);
        }
        var opened = new ArrayList<EventLoop>(count);
        try {
            for (int i = 0; i < count; i++) {
                opened.add(EventLoop.open());
            }
        } catch (Throwable e) {
            opened.forEach(EventLoop::close);
            throw e;
        }
        return new EventLoops(List.copyOf(opened));
    }

    private static io.netty.channel.EventLoop netty(EventLoop loop) {
        return ((EventLoopImpl) loop).carrier().netty();
    }

    /**
     * The loops, in the order in which they were opened.
     *
     * @return an immutable list
     */
    public List<EventLoop> loops() {
        return loops;
    }

    /**
     * The loop of the current thread if it is one of these, else one after the other.
     *
     * @return one of the loops
     */
    public EventLoop next() {
        var current = EventLoopImpl.currentOrNull();
        return current != null && loops.contains(current) ? current : inTurn();
    }

    private EventLoop inTurn() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /**
     * Starts a task on the {@link #next} loop.
     *
     * @param body the code of the task
     * @param <T> the type of its result
     * @return the task
     */
    public <T> Task<T> spawn(Callable<? extends T> body) {
        return next().spawn(body);
    }

    /**
     * Direct-style code as a step of a reactive chain, on the {@link #next} loop at each
     * subscription: in a handler of a server that runs on these loops, the loop of the connection.
     *
     * @param body the code of the task; null makes the Mono empty
     * @param <T> the type of its result
     * @return a cold Mono of the result
     */
    public <T> Mono<T> mono(Callable<? extends T> body) {
        return Mono.defer(() -> next().mono(body));
    }

    /**
     * All the loops as Reactor Netty's resources: a server spreads its connections over them, a
     * client used in one of their tasks stays on its loop.
     *
     * @return the resources; disposing of them does nothing
     */
    public LoopResources resources() {
        return resources;
    }

    /**
     * {@link EventLoop#close Closes} all loops at the same time; returns when the last has closed.
     */
    @Override
    public void close() {
        loops.forEach(loop -> ((EventLoopImpl) loop).startClosingSoon());
        loops.forEach(EventLoop::close);
    }
}
