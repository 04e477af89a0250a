package dev.heddle.demo.io.compare;

import static dev.heddle.Async.gather;

import dev.heddle.EventLoop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Heddle: a task for each call, all on one event loop, in direct style. */
final class LoopWay implements Way {
    private final EventLoop loop;
    private final Calls calls;

    LoopWay(EventLoop loop, Calls calls) {
        this.loop = loop;
        this.calls = calls;
    }

    @Override
    public Done run(Plan plan) {
        Mono<Long> sum = loop.mono(() -> sum(plan));
        return Done.of(sum.blockOptional(Plan.DEADLINE).orElseThrow());
    }

    private long sum(Plan plan) {
        List<Callable<Long>> bodies =
                IntStream.range(0, plan.calls())
                        .<Callable<Long>>mapToObj(number -> () -> calls.call(number))
                        .toList();
        return gather(plan.atOnce(), bodies).stream().mapToLong(Long::longValue).sum();
    }
}
