package dev.heddle.benchmarks.gets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HttpClient, blocking, on virtual threads of the JDK's own scheduler. */
final class JdkGets implements GetClient {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final int connections;

    JdkGets(String base, int connections) {
        this.base = base;
        this.connections = connections;
    }

    @Override
    public int run(int requests) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        var ok = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = new ArrayList<Future<?>>();
            for (int i = 0; i < connections; i++) {
                workers.add(
                        threads.submit(() -> {
                            work(requests, next, ok);
                            return null;
                        }));
            }
            for (var worker : workers) {
                worker.get();
            }
        }
        return ok.get();
    }

    private void work(int requests, AtomicInteger next, AtomicInteger ok)
            throws IOException, InterruptedException {
        for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
            var request = HttpRequest.newBuilder(URI.create(base + i)).build();
            if (client.send(request, BodyHandlers.ofString()).body().length() > GOOD_BODY) {
                ok.incrementAndGet();
            }
        }
    }
}
