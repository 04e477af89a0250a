package dev.heddle.load;

import java.time.Duration;
import java.util.List;

/** Plans for tests: no warm-up, seed 1, and what is asked for. */
final class Plans {
    private Plans() {}

    static LoadPlan open(double rate, Duration duration) {
        return builder().rate(rate).duration(duration).build();
    }

    static Builder builder() {
        return new Builder(Load.get("http://example.org/").warmUp(Duration.ZERO).seed(1));
    }

    /** Immutable, as {@link Load} is. */
    record Builder(Load load) {
        Builder rate(double value) {
            return new Builder(load.rate(value));
        }

        Builder duration(Duration value) {
            return new Builder(load.duration(value));
        }

        Builder stage(String text) {
            return new Builder(load.stage(Stage.parse(text)));
        }

        Builder warmUp(Duration value) {
            return new Builder(load.warmUp(value));
        }

        Builder spacing(Spacing value) {
            return new Builder(load.spacing(value));
        }

        Builder loops(int value) {
            return new Builder(load.loops(value));
        }

        Builder seed(long value) {
            return new Builder(load.seed(value));
        }

        Builder users(int value) {
            return new Builder(load.users(value));
        }

        Builder connections(int value) {
            return new Builder(load.connections(value));
        }

        Builder timeout(Duration value) {
            return new Builder(load.timeout(value));
        }

        LoadPlan build() {
            return load.plan();
        }

        RequestBook book() {
            return RequestBook.of(List.of(LoadRequest.get("http://example.org/")), null);
        }
    }
}
