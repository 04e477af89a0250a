package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.checkpoint;
import static dev.heddle.Async.gather;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.http.HttpSession;
import dev.heddle.worker.WorkerPool;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** The first part of docs/from-python.md: what articles about the GIL show. */
final class PythonGuideArticles {
    private PythonGuideArticles() {}

    // @start region="fetch-all"
    static List<String> fetchAll(List<String> urls) {
        return EventLoop.run(() -> {
            try (var http = HttpSession.create()) {
                return gather(urls.stream().map(url -> http.get(url).text()).toList());
            }
        });
    }

    // @end

    // @start region="pool-map"
    static final class Numbers {
        static long cpuTask(int n) {
            return LongStream.range(0, n).map(i -> i * i).reduce(0, Math::addExact);
        }
    }

    static List<Long> eachInAProcess(List<Integer> numbers) {
        return EventLoop.run(() -> {
            try (var pool = WorkerPool.ofProcesses().size(4).open()) {
                var inputs = Flux.fromIterable(numbers);
                return await(pool.mapSequential(Numbers::cpuTask, inputs).collectList());
            }
        });
    }

    // @end

    // @start region="threads"
    static long fourThreads() throws InterruptedException {
        var total = new LongAdder();
        Runnable work = () -> total.add(Numbers.cpuTask(1_000_000));
        var threads = Stream.generate(() -> new Thread(work)).limit(4).toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        return total.sum();
    }

    // @end

    // @start region="thread-pool"
    static List<Long> fourCalls(WorkerPool cores) { // WorkerPool.threads()
        var inputs = Flux.just(1_000_000, 1_000_000, 1_000_000, 1_000_000);
        return await(cores.map(Numbers::cpuTask, inputs).collectList());
    }

    // @end

    // @start region="squares"
    static long[] squares(int n) {
        var squares = new long[n];
        Arrays.setAll(squares, i -> (long) i * i); // on all cores: Arrays.parallelSetAll
        return squares;
    }

    // @end

    // @start region="group-by"
    record Sale(String category, long value) {}

    static Map<String, Long> sums(List<Sale> sales) {
        return sales.stream().collect(groupingBy(Sale::category, summingLong(Sale::value)));
    }

    // @end

    // @start region="parquet"
    static final class Sales {
        static Map<String, Long> sums(Path parquet) throws SQLException {
            var sql = "select category, sum(value)::bigint from read_parquet(?) group by category";
            try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                    var query = connection.prepareStatement(sql)) {
                query.setString(1, parquet.toString());
                var sums = new HashMap<String, Long>();
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        sums.put(rows.getString(1), rows.getLong(2));
                    }
                }
                return sums;
            }
        }
    }

    static Map<String, Long> offTheLoop(WorkerPool cores, Path parquet) {
        return await(cores.submit(Sales::sums, parquet));
    }

    // @end

    // @start region="sqrt"
    static final class Roots {
        static double[] of(double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.sqrt(values[i]);
            }
            return values;
        }
    }

    static double[] rootsOnACore(WorkerPool cores, double[] values) {
        return await(cores.submit(Roots::of, values));
    }

    // @end

    @SuppressWarnings("restricted")
    private static final class Native {
        // @start region="native"
        private static final Linker LINKER = Linker.nativeLinker();
        private static final MethodHandle SQRT =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("sqrt"),
                        FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));

        static double fastComputation(double x) throws Throwable {
            return (double) SQRT.invokeExact(x);
        }
        // @end
    }

    static double fastComputation(double x) throws Throwable {
        return Native.fastComputation(x);
    }

    // @start region="counter-threads"
    static int countedByThreads() throws InterruptedException {
        var counter = new AtomicInteger();
        Runnable work =
                () -> {
                    for (int i = 0; i < 100_000; i++) {
                        counter.incrementAndGet(); // counter++ on an int would lose updates
                    }
                };
        var threads = List.of(new Thread(work), new Thread(work));
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        return counter.get();
    }

    // @end

    // @start region="counter-tasks"
    static final class Counter {
        int value; // only one loop's tasks touch it: neither a lock nor an atomic

        void count(int times) {
            for (int i = 0; i < times; i++) {
                value++; // no wait between the read and the write
                checkpoint();
            }
        }
    }

    static int countedByTasks() {
        var counter = new Counter();
        try (var group = TaskGroup.open()) {
            group.spawn(() -> counter.count(1_000));
            group.spawn(() -> counter.count(1_000));
            group.join();
        }
        return counter.value;
    }

    // @end

    // @start region="hybrid"
    static List<Integer> wordCounts(HttpSession http, WorkerPool cores, List<String> urls) {
        return gather(100, urls.stream().map(url -> wordCount(http, cores, url)).toList());
    }

    static Callable<Integer> wordCount(HttpSession http, WorkerPool cores, String url) {
        return () -> {
            var page = await(http.get(url).text()); // waits on the loop
            return await(cores.submit(Texts::words, page)); // computes on a core
        };
    }

    static final class Texts {
        static int words(String page) {
            return page.split("\\s+").length;
        }
    }
    // @end
}
