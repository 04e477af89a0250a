package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.it.PythonGuideTasks.fetch;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.it.PythonGuideArticles.Numbers;
import dev.heddle.worker.WorkerPool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The part of docs/from-python.md on what is around the tasks: threads, context, streams. */
final class PythonGuideEdges {
    private PythonGuideEdges() {}

    // @start region="executors"
    static String elsewhere(WorkerPool blocking, WorkerPool processes, Path file) {
        String text = await(blocking.submit(Files::readString, file)); // virtualThreads()
        long sum = await(processes.submit(Numbers::cpuTask, 1_000)); // processes()
        return text + sum;
    }

    // @end

    // @start region="futures"
    static long inAnExecutor(ExecutorService executor) {
        var first = CompletableFuture.supplyAsync(() -> Numbers.cpuTask(10), executor);
        var second = CompletableFuture.supplyAsync(() -> Numbers.cpuTask(20), executor);
        return await(first) + await(second);
    }

    // @end

    // @start region="joblib"
    static List<Long> parallel(WorkerPool processes, List<Integer> inputs) {
        var results = processes.mapSequential(Numbers::cpuTask, Flux.fromIterable(inputs));
        return await(results.collectList());
    }

    // @end

    // @start region="call-later"
    static Disposable callbacks(EventLoop loop, Consumer<String> trail) { // from any thread
        loop.execute(() -> trail.accept("soon"));
        return loop.schedule(() -> trail.accept("later"), Duration.ofMillis(10));
    }

    // @end

    // @start region="from-a-thread"
    static String fromAnotherThread(EventLoop loop) {
        return loop.mono(() -> fetch("a")).block(Duration.ofSeconds(5));
    }

    // @end

    // @start region="context"
    static final ScopedValue<String> USER = ScopedValue.newInstance();

    static String greeting() {
        var task =
                ScopedValue.where(USER, "ada")
                        .call(() -> EventLoop.current().spawn(() -> "hello " + USER.get()));
        return await(task); // the task has the values of the place that spawned it
    }

    // @end

    // @start region="generator"
    record Listing(List<String> items, int next) {
        static Listing at(int number) {
            String item = fetch("item " + number);
            return new Listing(List.of(item), number < 3 ? number + 1 : 0);
        }
    }

    static Flux<String> items(EventLoop loop) {
        return loop.mono(() -> Listing.at(1))
                .expand(listing -> following(loop, listing))
                .flatMapIterable(Listing::items);
    }

    private static Mono<Listing> following(EventLoop loop, Listing listing) {
        return listing.next() == 0 ? Mono.empty() : loop.mono(() -> Listing.at(listing.next()));
    }

    // @end

    static List<String> inAStream(List<String> urls) {
        // @start region="comprehension"
        var bodies = urls.stream().map(url -> fetch(url)).toList();
        // @end
        return bodies;
    }

    // @start region="async-for"
    static int letters(Flux<String> items) {
        int letters = 0;
        for (String item : items.toIterable()) { // each step parks the task until there is one
            letters += item.length();
        }
        return letters;
    }

    // @end

    // @start region="context-manager"
    record Lease(String name, List<String> trail) implements AutoCloseable {
        static Lease open(String name, List<String> trail) {
            trail.add(fetch(name));
            return new Lease(name, trail);
        }

        @Override
        public void close() {
            trail.add(fetch("end of " + name)); // may wait like any other code
        }
    }

    static void leased(List<String> trail) {
        try (var lease = Lease.open("lease", trail)) {
            trail.add("using " + lease.name());
        }
    }

    // @end

    // @start region="streams"
    static String echoed(String line) throws IOException {
        var here = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(0, 50, here);
                var group = TaskGroup.open()) {
            group.spawn(() -> echo(server.accept()));
            try (var socket = new Socket(here, server.getLocalPort())) {
                socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
                String answer = reader(socket).readLine(); // parks this task, never the loop
                group.join();
                return answer;
            }
        }
    }

    static void echo(Socket client) throws IOException {
        try (client) {
            String line = reader(client).readLine();
            client.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    // @end

    // @start region="subprocess"
    static String output(WorkerPool blocking, String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String text =
                    await(
                            blocking.submit(
                                    out -> new String(out.readAllBytes(), UTF_8),
                                    process.getInputStream())); // pipes block: not on the loop
            int status = await(process.onExit()).exitValue();
            return status + ": " + text;
        } finally {
            process.destroy(); // does nothing to one that has ended
        }
    }

    // @end

    // @start region="signals"
    static Thread stopWith(EventLoop loop) {
        var hook = new Thread(loop::close); // cancels its tasks, and waits for them
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    // @end

}
