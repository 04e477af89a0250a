package dev.heddle.it;

import static dev.heddle.Async.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.EventLoop;
import dev.heddle.TaskGroup;
import dev.heddle.http.HttpSession;
import dev.heddle.testing.VirtualTimeLoop;
import dev.heddle.worker.WorkerPool;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the first part of docs/from-python.md. */
@Timeout(60)
class PythonGuideArticlesTest {
    private static final long MILLION = 333_332_833_333_500_000L; // the sum of i² below 10⁶

    @Test
    void pagesComeInTheOrderOfTheirUrls() {
        try (var stubs = new Stubs()) {
            var urls =
                    IntStream.range(0, 50)
                            .mapToObj(i -> stubs.on("/data/" + i, Stubs.text("body " + i)))
                            .toList();
            assertThat(PythonGuideArticles.fetchAll(urls))
                    .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "body " + i).toList());
        }
    }

    @Test
    void processesSumSquaresInTheOrderOfTheInputs() {
        assertThat(PythonGuideArticles.eachInAProcess(List.of(1_000_000, 10, 4)))
                .containsExactly(MILLION, 285L, 14L);
    }

    @Test
    void sumTooLargeForLongIsAFailureNotAWrongNumber() {
        assertThatThrownBy(() -> PythonGuideArticles.Numbers.cpuTask(10_000_000))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void fourThreadsAddFourSums() throws InterruptedException {
        assertThat(PythonGuideArticles.fourThreads()).isEqualTo(4 * MILLION);
    }

    @Test
    void poolOfThreadsAnswersFourCalls() {
        EventLoop.run(() -> {
            try (var cores = WorkerPool.threads()) {
                assertThat(PythonGuideArticles.fourCalls(cores))
                        .containsExactly(MILLION, MILLION, MILLION, MILLION);
            }
        });
    }

    @Test
    void squaresOfIndices() {
        assertThat(PythonGuideArticles.squares(5)).containsExactly(0, 1, 4, 9, 16);
        assertThat(PythonGuideArticles.squares(100_000)[99_999]).isEqualTo(9_999_800_001L);
    }

    @Test
    void rowsAreSummedByCategory() {
        var sales =
                List.of(
                        new PythonGuideArticles.Sale("a", 1),
                        new PythonGuideArticles.Sale("b", 10),
                        new PythonGuideArticles.Sale("a", 2));
        assertThat(PythonGuideArticles.sums(sales)).isEqualTo(Map.of("a", 3L, "b", 10L));
    }

    @Test
    void parquetIsSummedByCategory(@TempDir Path directory) throws SQLException {
        var file = directory.resolve("sales.parquet");
        write("(values ('a', 1), ('b', 10), ('a', 2)) as sales(category, value)", file);
        EventLoop.run(() -> {
            try (var cores = WorkerPool.threads()) {
                assertThat(PythonGuideArticles.offTheLoop(cores, file))
                        .isEqualTo(Map.of("a", 3L, "b", 10L));
            }
        });
    }

    private static void write(String rows, Path parquet) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("copy (from " + rows + ") to '" + parquet + "' (format parquet)");
        }
    }

    @Test
    void rootsAreTakenOnACore() {
        EventLoop.run(() -> {
            try (var cores = WorkerPool.threads()) {
                assertThat(PythonGuideArticles.rootsOnACore(cores, new double[] {4, 9, 2}))
                        .containsExactly(2, 3, Math.sqrt(2));
            }
        });
    }

    @Test
    void nativeFunctionIsCalledWithoutAnExtension() throws Throwable {
        assertThat(PythonGuideArticles.fastComputation(2)).isEqualTo(Math.sqrt(2));
    }

    @Test
    void threadsLoseNoUpdateOfAnAtomic() throws InterruptedException {
        assertThat(PythonGuideArticles.countedByThreads()).isEqualTo(200_000);
    }

    @Test
    void tasksLoseNoUpdateOfAPlainField() {
        assertThat(VirtualTimeLoop.run(PythonGuideArticles::countedByTasks)).isEqualTo(2_000);
    }

    /** What the page says in words: a wait in between loses updates here as in asyncio. */
    @Test
    void updateAroundAWaitIsLost() {
        var counter = new PythonGuideArticles.Counter();
        VirtualTimeLoop.run(() -> {
            try (var group = TaskGroup.open()) {
                group.spawn(() -> addAcrossAWait(counter));
                group.spawn(() -> addAcrossAWait(counter));
                group.join();
            }
        });
        assertThat(counter.value).isEqualTo(1);
    }

    private static void addAcrossAWait(PythonGuideArticles.Counter counter) {
        int read = counter.value;
        checkpoint();
        counter.value = read + 1;
    }

    @Test
    void pagesAreFetchedOnTheLoopAndCountedOnCores() {
        try (var stubs = new Stubs()) {
            var urls =
                    List.of(
                            stubs.on("/three", Stubs.text("one two three")),
                            stubs.on("/one", Stubs.text("one")));
            List<Integer> counts =
                    EventLoop.run(() -> {
                        try (var http = HttpSession.create();
                                var cores = WorkerPool.threads()) {
                            return PythonGuideArticles.wordCounts(http, cores, urls);
                        }
                    });
            assertThat(counts).containsExactly(3, 1);
        }
    }
}
