package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.testing.VirtualTimeLoop;
import dev.heddle.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the part of docs/from-python.md on threads, context, streams and signals. */
@Timeout(60)
class PythonGuideEdgesTest {
    @Test
    void filesAreReadAndSumsTakenOffTheLoop(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("text"), "sum: ");
        EventLoop.run(() -> {
            try (var blocking = WorkerPool.virtualThreads();
                    var processes = WorkerPool.ofProcesses().size(1).open()) {
                assertThat(PythonGuideEdges.elsewhere(blocking, processes, file))
                        .isEqualTo("sum: 332833500");
                assertThat(PythonGuideEdges.parallel(processes, List.of(10, 4)))
                        .containsExactly(285L, 14L);
            }
        });
    }

    @Test
    void futuresOfAnExecutorAreAwaited() {
        try (var executor = Executors.newFixedThreadPool(2)) {
            assertThat(EventLoop.<Long>run(() -> PythonGuideEdges.inAnExecutor(executor)))
                    .isEqualTo(285 + 2470);
        }
    }

    @Test
    void callbacksRunSoonAndLater() {
        var trail = Collections.synchronizedList(new ArrayList<String>());
        VirtualTimeLoop.run(() -> {
            PythonGuideEdges.callbacks(EventLoop.current(), trail::add);
            sleep(Duration.ofMillis(20));
            PythonGuideEdges.callbacks(EventLoop.current(), trail::add).dispose();
            sleep(Duration.ofMillis(20));
        });
        assertThat(trail).containsExactly("soon", "later", "soon");
    }

    @Test
    void threadWaitsForATaskOfTheLoop() {
        try (var loop = EventLoop.open()) {
            assertThat(PythonGuideEdges.fromAnotherThread(loop)).isEqualTo("body of a");
        }
    }

    @Test
    void taskHasTheScopedValuesOfItsSpawner() {
        assertThat(VirtualTimeLoop.run(PythonGuideEdges::greeting)).isEqualTo("hello ada");
    }

    @Test
    void generatedItemsAreIteratedAsTheyCome() {
        VirtualTimeLoop.run(() -> {
            var items = PythonGuideEdges.items(EventLoop.current());
            assertThat(await(items.collectList()))
                    .containsExactly("body of item 1", "body of item 2", "body of item 3");
            assertThat(PythonGuideEdges.letters(items)).isEqualTo(3 * 14);
        });
    }

    @Test
    void stepsOfAStreamMayWait() {
        assertThat(VirtualTimeLoop.run(() -> PythonGuideEdges.inAStream(List.of("a", "b"))))
                .containsExactly("body of a", "body of b");
    }

    @Test
    void leaseIsOpenedAndClosedByCodeThatWaits() {
        var trail = new ArrayList<String>();
        VirtualTimeLoop.run(() -> PythonGuideEdges.leased(trail));
        assertThat(trail).containsExactly("body of lease", "using lease", "body of end of lease");
    }

    @Test
    void lineIsEchoedOverBlockingSocketsOfOneLoop() {
        assertThat(EventLoop.<String>run(() -> PythonGuideEdges.echoed("hello")))
                .isEqualTo("hello");
    }

    @Test
    void outputAndStatusOfAProcessAreAwaited() {
        EventLoop.run(() -> {
            try (var blocking = WorkerPool.virtualThreads()) {
                assertThat(PythonGuideEdges.output(blocking, "echo", "hello"))
                        .isEqualTo("0: hello\n");
            }
        });
    }

    @Test
    void shutdownHookCancelsTheTasksOfTheLoop() throws InterruptedException {
        try (var loop = EventLoop.open()) {
            var forever = loop.spawn(() -> sleep(Duration.ofDays(1)));
            var hook = PythonGuideEdges.stopWith(loop);
            assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isTrue();
            hook.start();
            hook.join();
            assertThat(forever.isCancelled()).isTrue();
        }
    }
}
