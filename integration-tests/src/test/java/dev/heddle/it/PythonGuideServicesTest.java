package dev.heddle.it;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.http.HttpSession;
import dev.heddle.worker.WorkerPool;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the part of docs/from-python.md on servers and databases. */
@Timeout(120)
class PythonGuideServicesTest {
    @Test
    void endpointAnswersWithWhatACoreComputed() {
        var connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        try (var loops = EventLoops.open(2);
                var cores = WorkerPool.threads()) {
            var server = new PythonGuideServices(loops, cores).serve(0, connections);
            assertThat(get("http://127.0.0.1:" + server.port() + "/sums/1000"))
                    .isEqualTo("{\"sum\": 332833500}");
            server.disposeNow(Duration.ofSeconds(10));
        }
    }

    private static String get(String url) {
        return EventLoop.run(() -> {
            try (var http = HttpSession.create()) {
                return await(http.get(url).text());
            }
        });
    }

    @Test
    void rowIsReadFromPostgres() throws IOException {
        var database = Database.start();
        String row =
                EventLoop.run(() ->
                        PythonGuideServices.firstRow(
                                database.reactive(EventLoop.current().resources()), 7));
        assertThat(row).isEqualTo("row 7");
    }
}
