package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.shield;

import dev.heddle.EventLoops;
import io.netty.channel.group.ChannelGroup;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers with what {@link Pages} keeps: what docs/serving.md shows, compiled. */
final class PageService {
    private final EventLoops loops;
    private final PostgresqlConnectionFactory database;

    PageService(EventLoops loops, PostgresqlConnectionFactory database) {
        this.loops = loops;
        this.database = database;
    }

    // @start region="handler"
    DisposableServer serve(int port, ChannelGroup connections) { // loops is EventLoops.open(2)
        return HttpServer.create()
                .port(port)
                .runOn(loops.resources())
                .channelGroup(connections) // without one, stopping does not wait for requests
                .route(routes -> routes.get("/pages/{name}", this::page))
                .bindNow();
    }

    Publisher<Void> page(HttpServerRequest request, HttpServerResponse response) {
        var name = "/" + request.param("name");
        return response.sendString(loops.mono(() -> body(name)));
    }

    private String body(String name) {
        var connection = await(database.create()); // on the loop of this request
        try {
            var select = connection.createStatement("select body from pages where url like $1");
            var found = select.bind("$1", "%" + name).execute();
            return await(found.flatMap(rows -> rows.map(row -> row.get(0, String.class))).next());
        } finally {
            shield(Duration.ofSeconds(2), () -> await(connection.close()));
        }
    }
    // @end
}
