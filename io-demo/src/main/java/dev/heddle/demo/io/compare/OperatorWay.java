package dev.heddle.demo.io.compare;

import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reactor: one flatMap over all calls. */
final class OperatorWay implements Way {
    private final IntFunction<Mono<Long>> calls;

    OperatorWay(IntFunction<Mono<Long>> calls) {
        this.calls = calls;
    }

    @Override
    public Done run(Plan plan) {
        return Done.of(
                Flux.range(0, plan.calls())
                        .flatMap(calls::apply, plan.atOnce())
                        .reduce(0L, Long::sum)
                        .blockOptional(Plan.DEADLINE)
                        .orElseThrow());
    }
}
