package dev.heddle.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** What every pool can be told. Not shared between threads while it is written. */
final class Settings {
    /** An event loop that wakes among computing threads of this niceness runs at once. */
    private static final int DEFAULT_NICENESS = 10;

    private static final AtomicInteger COUNT = new AtomicInteger();

    private @Nullable String name;
    private int size;
    private int queue;
    private @Nullable Duration deadline;
    private Duration closeGrace = Duration.ofSeconds(5);
    private @Nullable CoreBudget budget;
    private @Nullable Scheduler deliverOn;
    private int niceness = DEFAULT_NICENESS;
    private Home elsewhere = Home.Nowhere.NOWHERE;
    private final List<Class<?>> scopedIn = new ArrayList<>();
    private @Nullable ScopedValues scoped;

    Settings(int size, int queue, @Nullable CoreBudget budget) {
        this.size = size;
        this.queue = queue;
        this.budget = budget;
    }

    /** Ready for use: looks up what is looked up once. */
    Settings complete(String kind) {
        if (name == null) {
            name = kind + "-" + COUNT.incrementAndGet();
        }
        scoped = ScopedValues.in(scopedIn);
        return this;
    }

    void name(String value) {
        requireNonNull(value, "name");
        if (value.isBlank()) {
            throw new IllegalArgumentException("the name of a pool must not be blank");
        }
        name = value;
    }

    void size(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the size of a pool must be at least 1: " + value);
        }
        size = value;
    }

    void queue(int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "the queue of a pool must have room for at least 1 call: " + value);
        }
        queue = value;
    }

    void deadline(Duration value) {
        requireNonNull(value, "deadline");
        if (!value.isPositive()) {
            throw new IllegalArgumentException("the deadline must be positive: " + value);
        }
        deadline = value;
    }

    void closeGrace(Duration value) {
        requireNonNull(value, "closeGrace");
        if (value.isNegative()) {
            throw new IllegalArgumentException("closeGrace must not be negative: " + value);
        }
        closeGrace = value;
    }

    void budget(CoreBudget value) {
        budget = requireNonNull(value, "budget");
    }

    void deliverOn(Scheduler value) {
        deliverOn = requireNonNull(value, "deliverOn");
    }

    void niceness(int value) {
        if (value < 0 || value > 19) {
            throw new IllegalArgumentException("niceness must be between 0 and 19: " + value);
        }
        niceness = value;
    }

    void propagate(Class<?> holder) {
        scopedIn.add(requireNonNull(holder, "holder"));
    }

    String name() {
        return String.valueOf(name);
    }

    int size() {
        return size;
    }

    int queue() {
        return queue;
    }

    @Nullable Duration deadline() {
        return deadline;
    }

    Duration closeGrace() {
        return closeGrace;
    }

    @Nullable CoreBudget budget() {
        return budget;
    }

    @Nullable Scheduler deliverOn() {
        return deliverOn;
    }

    /** Where results go that are delivered on no loop. */
    void elsewhere(Home value) {
        elsewhere = value;
    }

    Home elsewhere() {
        return elsewhere;
    }

    int niceness() {
        return niceness;
    }

    @Nullable ScopedValues scoped() {
        return scoped;
    }
}
