package dev.heddle.load.stub;

import static java.util.Objects.requireNonNull;

import dev.heddle.load.StubHealth;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the counters of a stub twice. Used by one thread at a time. */
final class CountersProbe implements StubHealth.Probe {
    private final Supplier<StubCounters> counters;
    private @Nullable StubCounters before;

    CountersProbe(Supplier<StubCounters> counters) {
        this.counters = counters;
    }

    @Override
    public void begin() {
        before = counters.get();
    }

    @Override
    public StubHealth end() {
        return counters.get().since(requireNonNull(before, "begin() comes first"));
    }
}
