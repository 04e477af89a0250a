package dev.heddle.load;

import static dev.heddle.lab.cli.Numbers.count;

import dev.heddle.lab.cli.Numbers;
import java.util.Locale;

/** A figure of a result that an objective may be about. */
sealed interface Figure {
    /**
     * What it came to.
     *
     * @param actual milliseconds, per cent, a number or so many a second; NaN if it cannot be told
     * @param told the beginning of a sentence; all of one where it cannot be told
     * @param aside what must be known beside it; or empty
     */
    record Reading(double actual, String told, String aside) {
        static Reading none(String why) {
            return new Reading(Double.NaN, why, "");
        }
    }

    /** Reads it off a result. */
    Reading of(LoadResult result);

    /**
     * A time.
     *
     * @param name as it was written, such as {@code service.p99}
     * @param percent of a percentile; 100 for the greatest, NaN for the mean
     */
    record Time(String name, double percent) implements Figure {
        static final String SERVICE = "service.";

        @Override
        public Reading of(LoadResult result) {
            var times = name.startsWith(SERVICE) ? result.service() : result.latency();
            double millis =
                    Double.isNaN(percent)
                            ? times.meanMillis()
                            : percent == 100 ? times.maxMillis() : times.millis(percent);
            if (Double.isNaN(millis)) {
                return Reading.none(
                        "%s cannot be told from %s: it needs %s at least%s"
                                .formatted(
                                        name,
                                        answers(result, times),
                                        needed(),
                                        aside(result, times)));
            }
            String told = name + " was " + Numbers.time(millis) + " over " + answers(result, times);
            return new Reading(millis, told, aside(result, times));
        }

        /** The longest of the same times. */
        Time greatest() {
            return new Time(name.startsWith(SERVICE) ? SERVICE + "max" : "max", 100);
        }

        private String needed() {
            return Double.isNaN(percent) || percent == 100 ? "1" : count(Latencies.needed(percent));
        }

        private static String answers(LoadResult result, Latencies times) {
            long late = Math.max(0, times.count() - result.ok());
            return count(times.count() - late, "answer") + late(result, late);
        }

        /** By kind, where all of each kind are among them: the service knows only of the sent. */
        private static String late(LoadResult result, long late) {
            long unanswered = result.errors().getOrDefault(Sender.UNANSWERED, 0L);
            long timedOut = result.errors().getOrDefault(Sender.TIMEOUT, 0L);
            if (late < unanswered + timedOut) {
                return and(late, unanswered > 0 ? "unanswered" : "that timed out");
            }
            return and(timedOut, "that timed out")
                    + and(unanswered, "unanswered")
                    + and(late - unanswered - timedOut, "that failed late");
        }

        private static String and(long some, String what) {
            return some == 0 ? "" : " and " + count(some) + " " + what;
        }

        /** Quick refusals would make the figure better, so that they are not in it. */
        private static String aside(LoadResult result, Latencies times) {
            long left = result.ok() + result.failed() - times.count();
            return left <= 0
                    ? ""
                    : "; "
                            + count(left)
                            + " more failed and "
                            + (left == 1 ? "is" : "are")
                            + " not in it";
        }
    }

    /**
     * The failures.
     *
     * @param share whether in per cent of all that ended, well or not
     */
    record Failures(boolean share) implements Figure {
        @Override
        public Reading of(LoadResult result) {
            long all = result.ok() + result.failed();
            if (all == 0) {
                return Reading.none(
                        "errors cannot be told: nothing was answered, and nothing failed");
            }
            String of = count(result.failed()) + " of " + count(all);
            double percent = 100.0 * result.failed() / all;
            return share
                    ? new Reading(percent, Numbers.threeDigits(percent) + " % failed, " + of, "")
                    : new Reading(result.failed(), of + " failed", "");
        }
    }

    /** Good answers for each second. */
    record Rate() implements Figure {
        @Override
        public Reading of(LoadResult result) {
            double rate = result.ratePerSecond();
            if (!Double.isFinite(rate)) {
                return Reading.none("the rate cannot be told: nothing was measured");
            }
            String told =
                    String.format(
                            Locale.ROOT,
                            rate < 10_000
                                    ? "the rate was %,.1f/s over %s"
                                    : "the rate was %,.0f/s over %s",
                            rate,
                            Numbers.seconds(result.measured().toNanos() / 1e9));
            return new Reading(rate, told, "");
        }
    }
}
