package dev.heddle.benchmarks.gets;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.CountDownLatch;

/** Vert.x's WebClient with one event loop, on which the callbacks send the next request. */
final class VertxGets implements GetClient {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final WebClient client;
    private final String base;
    private final int connections;

    // Only touched by the one loop.
    private int next;
    private int ok;

    VertxGets(String base, int connections) {
        this.base = base;
        this.connections = connections;
        this.client =
                WebClient.create(
                        vertx,
                        new WebClientOptions(),
                        new PoolOptions().setHttp1MaxSize(connections));
    }

    @Override
    public int run(int requests) throws InterruptedException {
        var done = new CountDownLatch(connections);
        vertx.runOnContext(_ -> {
            next = 0;
            ok = 0;
            for (int i = 0; i < connections; i++) {
                send(requests, done);
            }
        });
        done.await();
        return ok;
    }

    private void send(int requests, CountDownLatch done) {
        if (next >= requests) {
            done.countDown();
            return;
        }
        client.getAbs(base + next++)
                .send()
                .onComplete((AsyncResult<HttpResponse<Buffer>> answer) -> {
                    if (answer.result().bodyAsString().length() > GOOD_BODY) {
                        ok++;
                    }
                    send(requests, done);
                });
    }
}
