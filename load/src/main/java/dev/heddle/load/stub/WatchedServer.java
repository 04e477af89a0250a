package dev.heddle.load.stub;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** WireMock's own server, which also shows the threads that send delayed answers. */
final class WatchedServer extends Jetty11HttpServer {
    WatchedServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        super(options, admin, stubs);
    }

    /** Null where the options say that WireMock answers on Jetty's threads only. */
    @Nullable ScheduledThreadPoolExecutor delayed() {
        return scheduledExecutorService instanceof ScheduledThreadPoolExecutor pool ? pool : null;
    }
}
