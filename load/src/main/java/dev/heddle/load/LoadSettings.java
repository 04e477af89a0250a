package dev.heddle.load;

import dev.heddle.http.HttpSessionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a load test was told, but for what it sends. Changed by {@link #with} only, before anybody
 * else sees it.
 */
final class LoadSettings implements Cloneable {
    /** Changes nothing; where it is set, a session is asked for nothing but the usual. */
    static final UnaryOperator<HttpSessionBuilder> USUAL_SESSION = UnaryOperator.identity();

    static final LoadSettings USUAL = new LoadSettings();

    Duration duration = Duration.ofSeconds(10);
    double rate = 100;
    List<Stage> stages = List.of();
    Spacing spacing = Spacing.EVEN;
    int users;
    Duration warmUp = Duration.ofSeconds(2);
    int connections = 1_000;
    Duration timeout = Duration.ofSeconds(30);
    int loops = 1;

    /** Null for one of its own for each run. */
    @Nullable Long seed;

    List<Slo> slos = List.of();
    @Nullable DataTable data;
    UnaryOperator<HttpSessionBuilder> session = USUAL_SESSION;
    StubHealth.@Nullable Probe stub;
    List<LoadListener> listeners = List.of();

    /** For what should be over at once. */
    Duration patience = Duration.ofSeconds(10);

    private LoadSettings() {}

    /** The same with a change. */
    LoadSettings with(Consumer<LoadSettings> change) {
        var copy = clone();
        change.accept(copy);
        return copy;
    }

    @Override
    protected LoadSettings clone() {
        try {
            return (LoadSettings) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("it is Cloneable", e);
        }
    }

    LoadPlan plan(String what) {
        if (connections < loops) {
            throw new IllegalArgumentException(
                    "connections must be at least as many as loops: "
                            + connections
                            + " for "
                            + loops);
        }
        var open = stages.isEmpty() ? List.of(new Stage(duration, rate, rate)) : stages;
        var all = open.stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
        boolean isOpen = users == 0;
        return new LoadPlan(
                what,
                isOpen ? open : List.of(),
                spacing,
                users,
                isOpen ? all : duration,
                warmUp,
                connections,
                timeout,
                loops,
                seed == null ? Seeds.next() : seed,
                slos);
    }
}
