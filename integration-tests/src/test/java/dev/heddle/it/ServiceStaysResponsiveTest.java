package dev.heddle.it;

import static dev.heddle.Async.await;
import static dev.heddle.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.EventLoop;
import dev.heddle.EventLoops;
import dev.heddle.Task;
import dev.heddle.http.HttpSession;
import dev.heddle.worker.CoreBudget;
import dev.heddle.worker.WorkerPool;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that ships its computations to a pool answers light requests all the while. */
@Timeout(60)
class ServiceStaysResponsiveTest {
    private static final int LIGHT = 300;

    /** Some tenths of a second of computing; and so long that it ends only where the test fails. */
    private static final long SOME_STEPS = 1L << 28;

    private static final long MANY_STEPS = 1L << 32;

    @Test
    void lightRequestsAreAllAnsweredBeforeTheReportsThatHoldEveryCore() {
        int cores = CoreBudget.shared().cores();
        var demand = Reports.demand(cores, LIGHT, MANY_STEPS);

        var reports = ask(2, "/report", 2 * cores, demand);

        assertThat(reports).hasSize(2 * cores).containsOnly("user 7: " + LIGHT);
    }

    @Test
    void aReportOnTheLoopKeepsEveryLightRequestWaiting() {
        var demand = Reports.demand(1, LIGHT, SOME_STEPS);

        var reports = ask(1, "/inline", 1, demand);

        assertThat(reports).containsExactly("user 7: 0");
    }

    /** Asks for reports and, while they are computed, for what is light; returns the reports. */
    private static List<String> ask(int loops, String path, int reports, Reports.Demand demand) {
        try (var serverLoops = EventLoops.open(loops);
                var cores = WorkerPool.threads()) {
            var server = new ReactiveService(serverLoops, cores).serveAll();
            String user = "http://localhost:" + server.port() + "/users/7";
            try {
                return EventLoop.run(() -> ask(user, path, reports, demand));
            } finally {
                server.disposeNow();
            }
        }
    }

    private static List<String> ask(String user, String path, int reports, Reports.Demand demand)
            throws InterruptedException {
        try (var http = HttpSession.create()) {
            Callable<String> report = () -> await(http.get(user + path).text());
            Callable<Integer> light =
                    () -> {
                        await(http.get(user).text());
                        return demand.answered.incrementAndGet();
                    };
            var loop = EventLoop.current();
            var asked = Stream.generate(() -> loop.spawn(report)).limit(reports).toList();
            demand.begun.await();
            demand.asked.countDown();
            var _ = gather(16, Stream.generate(() -> light).limit(LIGHT).toList());
            return gather(asked.stream().map(Task::mono).toList());
        }
    }
}
