package dev.heddle.lab;

import dev.heddle.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials. Owns the loop whose lag is watched. Used and closed by one thread, which is no task
 * of a loop.
 */
public final class Lab implements AutoCloseable {
    private final Effort effort;
    private final EventLoop loop = EventLoop.open();

    private Lab(Effort effort) {
        this.effort = effort;
    }

    public static Lab open(Effort effort) {
        return new Lab(effort);
    }

    /** Runs one trial: its models in turn, round by round. */
    public WorkloadResult run(Trial trial) throws InterruptedException {
        var results = new ArrayList<ModelResult>();
        for (var candidate : trial.candidates()) {
            results.add(measure(candidate));
        }
        return judge(trial.workload(), results);
    }

    private ModelResult measure(Candidate candidate) throws InterruptedException {
        try (var runner = candidate.opener().open(new LentLoop(loop))) {
            var millis = new ArrayList<Double>();
            for (int round = 0; round < effort.leastRounds() + 1; round++) {
                long start = System.nanoTime();
                @Nullable Duration elapsed = runner.round().elapsed();
                long nanos = elapsed == null ? System.nanoTime() - start : elapsed.toNanos();
                millis.add(nanos / 1e6);
            }
            millis.sort(null);
            var interval =
                    new Interval(
                            millis.get(millis.size() / 2), millis.getFirst(), millis.getLast());
            var figures =
                    new Figures(interval, 0, 0, 0, 0, new LoopLag(0, 0, List.of()), millis.size());
            return new ModelResult(candidate.model(), figures, Double.NaN, "");
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return new ModelResult(
                    candidate.model(), null, Double.NaN, String.valueOf(e.getMessage()));
        }
    }

    private static WorkloadResult judge(Workload workload, List<ModelResult> results) {
        return new WorkloadResult(workload, results, null, "not judged yet");
    }

    @Override
    public void close() {
        loop.close();
    }

    private record LentLoop(EventLoop loop) implements Bench {
        @Override
        public int cores() {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
