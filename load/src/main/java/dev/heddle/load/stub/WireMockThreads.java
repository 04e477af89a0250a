package dev.heddle.load.stub;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServer;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wiremock.org.eclipse.jetty.util.component.LifeCycle;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ThreadPool;

/** The threads of one WireMock: Jetty's, and those that send delayed answers. */
final class WireMockThreads {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final NanoClock clock;
    private final Canary canary;
    private final Looks looks = new Looks(this::look);
    private volatile @Nullable QueuedThreadPool jetty;
    private volatile @Nullable ScheduledThreadPoolExecutor delayed;

    WireMockThreads(NanoClock clock) {
        this.clock = clock;
        this.canary = new Canary(clock);
    }

    /** Has WireMock take its threads from here. */
    void watch(WireMockConfiguration options) {
        options.threadPoolFactory(this::jetty).httpServerFactory(this::server);
    }

    Looks looks() {
        return looks;
    }

    /** Ends those of a server that could not start, which it does not do itself. */
    void abandon() {
        LifeCycle.stop(jetty);
    }

    /** Any thread. */
    StubCounters counters() {
        var pool = jetty;
        var process =
                new StubCounters.Lane(
                        "its process",
                        PROCESS.getProcessCpuTime(),
                        Runtime.getRuntime().availableProcessors());
        int threads = pool == null ? 0 : pool.getMaxThreads();
        return new StubCounters(
                "WireMock", clock.nanos(), threads, looks.counts(), List.of(process));
    }

    private ThreadPool jetty(Options options) {
        var pool = new QueuedThreadPool(options.containerThreads());
        pool.setName("wiremock");
        jetty = pool;
        return pool;
    }

    private HttpServer server(
            Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        var server = new WatchedServer(options, admin, stubs);
        delayed = server.delayed();
        return server;
    }

    private Looks.Seen look() {
        var pool = jetty;
        if (pool == null || !pool.isRunning()) {
            return new Looks.Seen(false, 0);
        }
        boolean allBusy =
                pool.getQueueSize() > 0
                        && pool.getIdleThreads() == 0
                        && pool.getThreads() >= pool.getMaxThreads();
        long wait = Math.max(canary.worstNanos(), latenessNanos());
        canary.sendTo(pool);
        return new Looks.Seen(allBusy, wait);
    }

    /** How long ago the next delayed answer should have been sent. */
    private long latenessNanos() {
        var pool = delayed;
        var next = pool == null ? null : (Delayed) pool.getQueue().peek();
        return next == null ? 0 : Math.max(0, -next.getDelay(TimeUnit.NANOSECONDS));
    }
}
