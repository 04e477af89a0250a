package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.stream.IntStream;

/** Very many calls, each shorter than handing it to a thread takes. */
final class TinyTasks {
    /** About 100 ns. */
    private static final int STEPS = 50;

    private TinyTasks() {}

    /** As many parts as calls, whatever would suit a model. */
    static Job<Integer, Integer> job(int calls) {
        return new Job<>(
                TinyTasks::part,
                _ -> IntStream.range(0, calls).boxed().toList(),
                results -> results.stream().mapToLong(Integer::longValue).sum());
    }

    private static Integer part(Integer number) {
        int state = number;
        for (int step = 0; step < STEPS; step++) {
            state = (state * 1_103 + 12_345) & 0xf_ffff;
        }
        return state;
    }
}
