package dev.heddle.internal.carrier;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The design Heddle does not have: tasks are virtual threads that an ordinary Netty event loop, a
 * platform thread, resumes between its callbacks.
 */
public final class NaiveLoop implements AutoCloseable {
    private final IoEventLoopGroup netty;
    private final Queue<Runnable> continuations = new ConcurrentLinkedQueue<>();

    public NaiveLoop(Transports transport) {
        netty = new MultiThreadIoEventLoopGroup(1, transport.selector());
    }

    /** Starts a task. */
    public Thread spawn(Runnable body) {
        var task = VirtualThreads.create(this::resume, "naive task", body);
        task.start();
        return task;
    }

    /**
     * Never throws: a task that waited for a monitor is resumed by the JVM's one {@code
     * VirtualThread-unblocker}, and after an exception here no virtual thread of this JVM would
     * ever get a monitor it had to wait for.
     */
    private void resume(Runnable continuation) {
        continuations.add(continuation);
        try {
            execute(this::runNext);
        } catch (RejectedExecutionException _) {
            // Closed between the two lines: rescue() has run the continuation.
        }
    }

    private void runNext() {
        Runnable next = continuations.poll();
        if (next != null) {
            next.run();
        }
    }

    /** Runs a callback on Netty's thread. */
    public void execute(Runnable callback) {
        netty.next().execute(callback);
    }

    /** How many tasks could run if Netty's thread let them. */
    public int readyTasks() {
        return continuations.size();
    }

    /** Frees a loop that is stuck, by running its ready tasks on the current thread. */
    public void rescue() {
        while (!continuations.isEmpty()) {
            runNext();
        }
    }

    @Override
    public void close() {
        netty.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
