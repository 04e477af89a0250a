package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.shield;

import dev.heddle.EventLoops;
import dev.heddle.it.PythonGuideArticles.Numbers;
import dev.heddle.worker.WorkerPool;
import io.netty.channel.group.ChannelGroup;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The part of docs/from-python.md on servers and databases. */
final class PythonGuideServices {
    private final EventLoops loops;
    private final WorkerPool cores;

    PythonGuideServices(EventLoops loops, WorkerPool cores) {
        this.loops = loops;
        this.cores = cores;
    }

    // @start region="endpoint"
    DisposableServer serve(int port, ChannelGroup connections) {
        return HttpServer.create()
                .port(port)
                .runOn(loops.resources()) // loops is EventLoops.open(2)
                .channelGroup(connections) // stopping waits for the requests of these
                .route(routes -> routes.get("/sums/{n}", this::sum))
                .bindNow();
    }

    Publisher<Void> sum(HttpServerRequest request, HttpServerResponse response) {
        return response.header("Content-Type", "application/json")
                .sendString(loops.mono(() -> sumAsJson(request.param("n"))));
    }

    private String sumAsJson(String n) { // plain code, in a task of the connection's loop
        long sum = await(cores.submit(Numbers::cpuTask, Integer.parseInt(n)));
        return "{\"sum\": " + sum + "}";
    }

    // @end

    // @start region="database"
    static String firstRow(PostgresqlConnectionFactory database, int id) {
        var connection = await(database.create());
        try {
            var query = connection.createStatement("select 'row ' || $1::int");
            var result = query.bind("$1", id).execute();
            return await(result.flatMap(rows -> rows.map(row -> row.get(0, String.class))).next());
        } finally {
            shield(Duration.ofSeconds(2), () -> await(connection.close()));
        }
    }
    // @end
}
