package dev.heddle;

import dev.heddle.internal.carrier.LoopTime;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Loops of Heddle's as one group of Netty's, which does not own them: it cannot be shut down. */
final class LoopGroup extends AbstractEventExecutorGroup implements EventLoopGroup {
    private final List<io.netty.channel.EventLoop> loops;
    private final Supplier<EventLoop> choice;

    LoopGroup(List<io.netty.channel.EventLoop> loops, Supplier<EventLoop> choice) {
        this.loops = loops;
        this.choice = choice;
    }

    @Override
    public io.netty.channel.EventLoop next() {
        return ((EventLoopImpl) choice.get()).carrier().netty();
    }

    @Override
    public Iterator<EventExecutor> iterator() {
        return List.<EventExecutor>copyOf(loops).iterator();
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return next().register(channel);
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        return next().register(promise);
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        return next().register(channel, promise);
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return terminationFuture();
    }

    @Override
    public Future<?> terminationFuture() {
        return GlobalEventExecutor.INSTANCE.newFailedFuture(
                new UnsupportedOperationException("these loops end when EventLoops is closed"));
    }

    @Override
    @Deprecated
    public void shutdown() {
        // Not the group's to end.
    }

    @Override
    public boolean isShuttingDown() {
        return loops.stream().allMatch(EventExecutor::isShuttingDown);
    }

    @Override
    public boolean isShutdown() {
        return loops.stream().allMatch(EventExecutor::isShutdown);
    }

    @Override
    public boolean isTerminated() {
        return loops.stream().allMatch(EventExecutor::isTerminated);
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        var ticker = LoopTime.system().ticker();
        long end = ticker.nanoTime() + unit.toNanos(timeout);
        for (var loop : loops) {
            if (!loop.awaitTermination(end - ticker.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
