package dev.heddle.load;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An objective as it is understood.
 *
 * @param figure what it is about
 * @param relation what the figure must be to the bound: {@code <}, {@code <=}, {@code >} or {@code
 *     >=}
 * @param bound in the unit of the figure's readings
 * @param shown the bound as people write it
 */
record Objective(Figure figure, String relation, double bound, String shown) {
    private static final Pattern GRAMMAR =
            Pattern.compile("([a-z][a-z.\\d]*)(<=|>=|<|>)(\\d+(?:\\.\\d+)?)([a-zµ%/]*)");

    private static final double LEAST_PERCENT = 50;
    private static final double MOST_PERCENT = 99.99;

    /** Nearer than this, per cent tell nothing. */
    private static final double JUST = 0.005;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message shows it and what it may be
     */
    static Objective parse(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s", "").replace('μ', 'µ');
        var parts = GRAMMAR.matcher(plain);
        if (!parts.matches()) {
            throw refusal(text, "an objective is a figure, one of < <= > >=, and a bound,");
        }
        String name = parts.group(1);
        String unit = parts.group(4);
        double bound = Double.parseDouble(parts.group(3));
        var figure = figure(text, name, unit);
        String shown = parts.group(3) + (unit.equals("/s") || unit.isEmpty() ? "" : " ") + unit;
        return switch (figure) {
            case Figure.Time _ ->
                    new Objective(figure, parts.group(2), bound * millis(text, unit), shown);
            case Figure.Failures failures when failures.share() && bound > 100 ->
                    throw refused(text, "more than 100% cannot fail");
            case Figure.Failures _ -> new Objective(figure, parts.group(2), bound, shown);
            case Figure.Rate _ ->
                    new Objective(figure, parts.group(2), bound, parts.group(3) + "/s");
        };
    }

    /** Whether a result meets it. */
    SloResult check(String slo, LoadResult result) {
        var reading = figure.of(result);
        if (Double.isNaN(reading.actual())) {
            return byTheGreatest(slo, result)
                    .orElse(new SloResult(slo, false, Double.NaN, reading.told()));
        }
        String evidence = reading.told() + ", " + distance(reading.actual()) + reading.aside();
        if (result.ok() == 0) {
            return new SloResult(
                    slo,
                    false,
                    reading.actual(),
                    evidence + "; a run without answers meets nothing");
        }
        return new SloResult(slo, isMet(reading.actual()), reading.actual(), evidence);
    }

    /**
     * No percentile exceeds the greatest: where that is within the bound, so are they all. How long
     * those would have taken that a stop cut off, nobody knows.
     */
    private Optional<SloResult> byTheGreatest(String slo, LoadResult result) {
        if (!(figure instanceof Figure.Time time) || !relation.startsWith("<")) {
            return Optional.empty();
        }
        var greatest = time.greatest().of(result);
        boolean isCut = result.errors().containsKey(Sender.UNANSWERED);
        if (result.ok() == 0 || isCut || !isMet(greatest.actual())) {
            return Optional.empty();
        }
        String evidence = greatest.told() + ", within " + shown + greatest.aside();
        return Optional.of(new SloResult(slo, true, greatest.actual(), evidence));
    }

    private boolean isMet(double actual) {
        return switch (relation) {
            case "<" -> actual < bound;
            case "<=" -> actual <= bound;
            case ">" -> actual > bound;
            default -> actual >= bound;
        };
    }

    private String distance(double actual) {
        if (actual == bound) {
            return "exactly " + shown;
        }
        String side = (actual > bound ? "above " : "below ") + shown;
        if (bound == 0) {
            return side;
        }
        double away = Math.abs(actual / bound - 1);
        if (away < JUST) {
            return "just " + side;
        }
        if (figure instanceof Figure.Failures) {
            return side;
        }
        if (actual / bound >= 2) {
            return times(actual / bound) + " times " + shown;
        }
        long percent = Math.round(100 * away);
        return (actual < bound && percent == 100 ? "more than 99" : percent) + " % " + side;
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 9.95 ? "%.1f" : "%,.0f", ratio);
    }

    private static Figure figure(String text, String name, String unit) {
        return switch (name) {
            case "errors" -> {
                requireUnit(text, unit, "%", "errors are a number, or a share in %");
                yield new Figure.Failures(!unit.isEmpty());
            }
            case "rate" -> {
                requireUnit(text, unit, "/s", "a rate is so many a second, without another unit");
                yield new Figure.Rate();
            }
            default -> new Figure.Time(name, percent(text, name));
        };
    }

    private static void requireUnit(String text, String unit, String only, String why) {
        if (!unit.isEmpty() && !unit.equals(only)) {
            throw refused(text, why);
        }
    }

    private static double percent(String text, String name) {
        String figure =
                name.startsWith(Figure.Time.SERVICE)
                        ? name.substring(Figure.Time.SERVICE.length())
                        : name;
        if (figure.equals("max")) {
            return 100;
        }
        if (figure.equals("mean")) {
            return Double.NaN;
        }
        if (!figure.matches("p\\d{2}(\\.?\\d{1,2})?")) {
            throw refused(text, "there is no figure named " + name);
        }
        double percent = percent(figure.substring(1));
        if (percent < LEAST_PERCENT || percent > MOST_PERCENT) {
            throw refused(text, "percentiles go from p50 to p99.99");
        }
        return percent;
    }

    /** {@code 999} is 99.9, as people write it where a point may not stand. */
    private static double percent(String digits) {
        return Double.parseDouble(
                digits.contains(".") || digits.length() == 2
                        ? digits
                        : digits.substring(0, 2) + "." + digits.substring(2));
    }

    private static double millis(String text, String unit) {
        return switch (unit) {
            case "s" -> 1e3;
            case "ms" -> 1;
            case "us", "µs" -> 1e-3;
            case "" -> throw refused(text, "a time needs a unit: s, ms or us");
            default -> throw refused(text, "the units of times are s, ms and us");
        };
    }

    private static IllegalArgumentException refused(String text, String why) {
        return refusal(text, why + "; an objective is");
    }

    private static IllegalArgumentException refusal(String text, String why) {
        return new IllegalArgumentException(
                """
                %s: %s such as p99<50ms, p99.9<=1s, service.p99<20ms, max<2s, mean<10ms, \
                errors<1%%, errors<=0 or rate>=490\
                """
                        .formatted(text.isEmpty() ? "(empty)" : text, why));
    }
}
