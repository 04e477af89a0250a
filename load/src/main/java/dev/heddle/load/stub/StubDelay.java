package dev.heddle.load.stub;

import dev.heddle.lab.cli.Durations;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a stub waits before it answers. */
public sealed interface StubDelay {
    /** Answers at once. */
    StubDelay NONE = new Fixed(Duration.ZERO);

    /**
     * The wait for one answer.
     *
     * @param random where it differs from one to the next
     * @return nanoseconds, zero or more
     */
    long nanos(RandomGenerator random);

    /**
     * Always the same.
     *
     * @param time zero or more
     */
    record Fixed(Duration time) implements StubDelay {
        public Fixed {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative: " + time);
            }
        }

        @Override
        public long nanos(RandomGenerator random) {
            return time.toNanos();
        }
    }

    /**
     * As WireMock has it: {@code exp(sigma · gaussian) · median}.
     *
     * @param median half of the answers come sooner
     * @param sigma from 0 for always the same to 3; 0.1 to 0.5 is like a service
     */
    record Lognormal(Duration median, double sigma) implements StubDelay {
        public Lognormal {
            // NaN is refused as well.
            if (!(sigma >= 0 && sigma <= 3)) {
                throw new IllegalArgumentException("sigma is 0 to 3: " + sigma);
            }
        }

        @Override
        public long nanos(RandomGenerator random) {
            return Math.round(Math.exp(sigma * random.nextGaussian()) * median.toNanos());
        }
    }

    /**
     * Each as likely as the others.
     *
     * @param from the shortest
     * @param to the longest, not less than that
     */
    record Uniform(Duration from, Duration to) implements StubDelay {
        public Uniform {
            if (from.compareTo(to) > 0) {
                throw new IllegalArgumentException(
                        "the shortest delay is longer than the longest: " + from + ", " + to);
            }
        }

        @Override
        public long nanos(RandomGenerator random) {
            return random.nextLong(from.toNanos(), to.toNanos() + 1);
        }
    }

    /**
     * Reads what a person wrote: {@code 50ms}, {@code lognormal:50ms:0.4} or {@code
     * uniform:10ms..90ms}.
     *
     * @param text of the delay
     * @return the delay
     * @throws IllegalArgumentException if it is none; the message says what it must be, and shows
     *     it
     */
    static StubDelay parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 1) {
                return new Fixed(Durations.parse(text));
            }
            if (parts.length == 3 && parts[0].equals("lognormal")) {
                return new Lognormal(Durations.parse(parts[1]), Double.parseDouble(parts[2]));
            }
            int dots = parts[1].indexOf("..");
            if (parts.length == 2 && parts[0].equals("uniform") && dots > 0) {
                return new Uniform(
                        Durations.parse(parts[1].substring(0, dots)),
                        Durations.parse(parts[1].substring(dots + 2)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(must(text), e);
        }
        throw new IllegalArgumentException(must(text));
    }

    private static String must(String text) {
        return "must be a delay such as 50ms, lognormal:50ms:0.4 or uniform:10ms..90ms: " + text;
    }
}
