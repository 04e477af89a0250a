package dev.heddle.load.junit;

import dev.heddle.lab.cli.Durations;
import dev.heddle.load.Load;
import dev.heddle.load.Scenario;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a {@link LoadTest} asks for.
 *
 * @param test the annotation
 */
record Asked(LoadTest test) {
    /** As they are written again. */
    private static final String[] MEMBERS = {
        "rate",
        "duration",
        "stages",
        "users",
        "warmUp",
        "connections",
        "timeout",
        "loops",
        "poisson",
        "slo",
        "allowInvalid"
    };

    /**
     * Makes the load test of it.
     *
     * @throws IllegalArgumentException if a member is wrong; the message names it and shows it
     */
    Load load(String name, Scenario scenario) {
        onlyOneModel();
        var load =
                Load.scenario(name, scenario)
                        .warmUp(read("warmUp", test.warmUp(), Asked::timeOrNone))
                        .connections(test.connections())
                        .timeout(read("timeout", test.timeout(), Durations::parse))
                        .loops(test.loops())
                        .spacing(test.poisson() ? Spacing.POISSON : Spacing.EVEN);
        for (String stage : test.stages()) {
            load = load.stage(read("stages", stage, Stage::parse));
        }
        if (!Double.isNaN(test.rate())) {
            load = load.rate(test.rate());
        }
        if (test.users() != 0) {
            load = load.users(test.users());
        }
        if (!test.duration().isEmpty()) {
            load = load.duration(read("duration", test.duration(), Durations::parse));
        }
        for (String objective : test.slo()) {
            read("slo", objective, load::slo);
            load = load.slo(objective);
        }
        return test.seed() < 0 ? load : load.seed(test.seed());
    }

    private void onlyOneModel() {
        boolean rate = !Double.isNaN(test.rate());
        boolean stages = test.stages().length > 0;
        boolean users = test.users() != 0;
        if ((rate ? 1 : 0) + (stages ? 1 : 0) + (users ? 1 : 0) > 1) {
            throw new IllegalArgumentException("give one of rate, stages and users, not several");
        }
        if (stages && !test.duration().isEmpty()) {
            throw new IllegalArgumentException(
                    "stages have times of their own: leave out duration = \""
                            + test.duration()
                            + "\"");
        }
    }

    private static Duration timeOrNone(String text) {
        return text.matches("0(ms|s|m)?") ? Duration.ZERO : Durations.parse(text);
    }

    private static <T> T read(String member, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "cannot be read: " + text);
            throw new IllegalArgumentException(
                    message.startsWith(member) ? message : member + " " + message, e);
        }
    }

    /** The annotation that brings the same arrivals: as it is, and with the seed. */
    String again(long seed) {
        return Stream.concat(
                        Arrays.stream(MEMBERS).filter(this::isGiven).map(this::member),
                        Stream.of("seed = " + seed))
                .collect(Collectors.joining(", ", "@LoadTest(", ")"));
    }

    private boolean isGiven(String member) {
        try {
            var usual = LoadTest.class.getMethod(member).getDefaultValue();
            return !Objects.deepEquals(value(member), usual);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private String member(String name) {
        Object value = value(name);
        if (!value.getClass().isArray()) {
            return name + " = " + literal(value);
        }
        int length = Array.getLength(value);
        String values =
                IntStream.range(0, length)
                        .mapToObj(i -> literal(Array.get(value, i)))
                        .collect(Collectors.joining(", "));
        return name + " = " + (length == 1 ? values : "{" + values + "}");
    }

    private Object value(String member) {
        try {
            return LoadTest.class.getMethod(member).invoke(test);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String literal(Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
