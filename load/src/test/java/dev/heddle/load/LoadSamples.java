package dev.heddle.load;

import dev.heddle.lab.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Made-up results of load tests that look like real ones: a simulated server answers. */
public final class LoadSamples {
    private static final int SLICES = 120;
    private static final double SECONDS = 60;
    private static final String URL = "http://127.0.0.1:8080/items";

    private final Random random = new Random(4711);
    private final List<Shot> shots = new ArrayList<>();
    private LoadPlan plan = plan(URL, new Stage(Duration.ofSeconds(60), 500, 500));
    private List<String> invalidReasons = List.of();
    private List<SloResult> slo = List.of();
    private List<Step> steps = List.of();
    private @Nullable String stopped;
    private @Nullable StubHealth stub =
            new StubHealth("WireMock", false, "at most 12 of its 200 threads were busy");
    private GeneratorHealth generator = new GeneratorHealth(0.31, 2.8, 3, 11.2, 0.34, 64, 0, 0);
    private double lagMillis = 0.4;

    private LoadSamples() {}

    /** One arrival, its times in seconds since the measurement began. */
    private record Shot(
            double intended, double slip, double service, @Nullable String failure, String what) {
        double latency() {
            return slip + service;
        }

        boolean counts() {
            return failure == null || failure.equals("timeout");
        }
    }

    /** A server that does as it should. */
    public static LoadResult good() {
        var sample = new LoadSamples();
        sample.steadily((_, _) -> 0);
        sample.slo =
                List.of(
                        new SloResult(
                                "p99<50ms",
                                true,
                                11.2,
                                "p99 was 11.2 ms over 30,000 answers, 78 % below 50 ms"),
                        new SloResult("errors<1%", true, 0, "none of 30,000 failed"));
        return sample.result();
    }

    /** A server that stands still for a second in every ten. */
    public static LoadResult stalling() {
        var sample = new LoadSamples();
        sample.steadily((at, _) -> {
            double into = at % 10;
            return into < 1 ? (1 - into) + 0.0002 * into * 500 : Math.max(0, 1.15 - into);
        });
        sample.fail(0.002, "status 503");
        sample.fail(0.0004, "check: the answer has no items");
        sample.slo =
                List.of(
                        new SloResult(
                                "p99<50ms",
                                false,
                                987,
                                "p99 was 987 ms over 29,929 answers, 20 times as long as 50 ms"),
                        new SloResult(
                                "p50<10ms",
                                true,
                                3.1,
                                "p50 was 3.1 ms over 29,929 answers, 69 % below 10 ms"),
                        new SloResult("errors<1%", true, 0.24, "71 of 30,000 failed, 0.24 %"));
        return sample.result();
    }

    /** A generator that could not keep up. */
    public static LoadResult invalid() {
        var sample = new LoadSamples();
        for (int i = 0; i < 30_000; i++) {
            double at = i / 500.0;
            double slip = at < 20 ? 0.0002 : (at - 20) * 0.02 * sample.random.nextDouble(0.9, 1.1);
            sample.shots.add(new Shot(at, slip, sample.service(), null, "GET /items"));
        }
        sample.invalidReasons =
                List.of(
                        "the generator was late: send slip was 762 ms at the 99th percentile, more"
                                + " than 1 ms: ask for fewer a second, or for more --loops",
                        "all 64 connections were in use while 18,211 arrivals waited: ask for more"
                                + " --connections");
        sample.slo = List.of(new SloResult("p99<50ms", false, 789, "p99 was 789 ms"));
        sample.generator = new GeneratorHealth(48.2, 412, 41, 1_930, 1.62, 64, 18_211, 611);
        sample.lagMillis = 41;
        return sample.result();
    }

    /** A server that refuses every connection. */
    public static LoadResult allFailed() {
        var sample = new LoadSamples();
        sample.steadily((_, _) -> 0);
        sample.fail(1, "connect");
        sample.stub = null;
        sample.slo =
                List.of(new SloResult("p99<50ms", false, Double.NaN, "no answer to take it from"));
        return sample.result();
    }

    /** Stopped before anything was sent. */
    public static LoadResult nothing() {
        var sample = new LoadSamples();
        sample.stopped = "SIGINT";
        sample.stub = null;
        sample.invalidReasons = List.of("nothing was sent: it was stopped in its first moment");
        return sample.result();
    }

    /** Stopped half-way. */
    public static LoadResult interrupted() {
        var sample = new LoadSamples();
        sample.steadily((_, _) -> 0);
        sample.shots.removeIf(shot -> shot.intended() > 21.3);
        sample.stopped = "SIGINT";
        return sample.result();
    }

    /** Fifty users who wait for each other's answers. */
    public static LoadResult closed() {
        var sample = new LoadSamples();
        sample.plan =
                new LoadPlan(
                        URL,
                        List.of(),
                        Spacing.EVEN,
                        50,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        50,
                        Duration.ofSeconds(10),
                        1,
                        4711,
                        List.of());
        for (int user = 0; user < 50; user++) {
            double at = 0;
            while (at < SECONDS) {
                double service = sample.service() + (at % 10 < 0.05 ? 1 : 0);
                sample.shots.add(new Shot(at, 0, service, null, "GET /items"));
                at += service + 0.08;
            }
        }
        return sample.result();
    }

    /** A scenario of three steps, in three stages. */
    public static LoadResult steps() {
        var sample = new LoadSamples();
        sample.plan =
                plan(
                        "log in, browse, buy",
                        new Stage(Duration.ofSeconds(20), 10, 200),
                        new Stage(Duration.ofSeconds(30), 200, 200),
                        new Stage(Duration.ofSeconds(10), 200, 0));
        double at = 0;
        while (at < SECONDS) {
            double rate =
                    at < 20 ? 10 + at / 20 * 190 : at < 50 ? 200 : Math.max(1, (60 - at) * 20);
            double busy = 1 + Math.pow(rate / 210, 12) * 3;
            sample.shots.add(
                    new Shot(at, 0.0001, sample.service() * 3 * busy, null, "log in, browse, buy"));
            at += -Math.log(1 - sample.random.nextDouble()) / rate;
        }
        sample.fail(0.004, "timeout");
        sample.fail(0.01, "check: the basket is empty");
        sample.steps =
                List.of(
                        sample.step("log in", 0, 0.3),
                        sample.step("browse", 0, 0.5),
                        sample.step("buy", 92, 0.2));
        return sample.result();
    }

    /** Texts that want to be more than text, wherever a result has one. */
    public static LoadResult hostile(String text) {
        var sample = new LoadSamples();
        sample.steadily((_, _) -> 0);
        sample.fail(0.5, text);
        sample.plan = plan(text, new Stage(Duration.ofSeconds(60), 500, 500));
        sample.stopped = text;
        sample.invalidReasons = List.of(text);
        sample.slo = List.of(new SloResult(text, false, Double.NaN, text));
        sample.steps = List.of(sample.step(text, 1, 1));
        sample.stub = new StubHealth(text, true, text);
        return sample.result();
    }

    /** More time for the answer, at a time. */
    private interface Delay {
        double at(double seconds, int number);
    }

    private void steadily(Delay delay) {
        for (int i = 0; i < 30_000; i++) {
            double at = i / 500.0;
            double slip = 0.00005 - 0.00004 * Math.log(1 - random.nextDouble());
            shots.add(new Shot(at, slip, service() + delay.at(at, i), null, "GET /items"));
        }
    }

    private void fail(double share, String kind) {
        shots.replaceAll(shot ->
                shot.failure() == null && random.nextDouble() < share
                        ? new Shot(
                                shot.intended(),
                                shot.slip(),
                                kind.equals("timeout") ? 10 : 0.0004,
                                kind,
                                shot.what())
                        : shot);
    }

    /** Lognormal about 3 ms. */
    private double service() {
        return 0.003 * Math.exp(0.55 * random.nextGaussian());
    }

    private LoadResult result() {
        double measured = stopped == null ? SECONDS : shots.isEmpty() ? 0.4 : 21.3;
        long failed = shots.stream().filter(shot -> shot.failure() != null).count();
        long ok = shots.size() - failed;
        var slices = slices(measured);
        return new LoadResult(
                plan,
                environment(),
                Instant.parse("2026-11-20T09:30:05Z"),
                Duration.ofMillis(Math.round(1e3 * measured)),
                stopped,
                invalidReasons,
                false,
                shots.size(),
                shots.size(),
                ok,
                failed,
                errors(),
                firstErrors(),
                ok / measured,
                latencies(shots),
                of(shots.stream().filter(Shot::counts).map(Shot::service).toList()),
                of(shots.stream().map(Shot::slip).toList()),
                steps,
                slices,
                worst(measured),
                slowest(),
                generator,
                stub,
                slo);
    }

    private SortedMap<String, Long> errors() {
        var errors = new TreeMap<String, Long>();
        for (var shot : shots) {
            if (shot.failure() != null) {
                errors.merge(shot.failure(), 1L, Long::sum);
            }
        }
        return errors;
    }

    private SortedMap<String, String> firstErrors() {
        var known =
                Map.of(
                        "connect", "127.0.0.1:8080 refused the connection",
                        "status 503", "503 Service Unavailable from " + URL,
                        "timeout", "no whole answer within 10 s");
        var first = new TreeMap<String, String>();
        errors().keySet().forEach(kind -> first.put(kind, known.getOrDefault(kind, kind)));
        return first;
    }

    private List<Slice> slices(double measured) {
        return shots.isEmpty()
                ? List.of()
                : IntStream.range(0, SLICES)
                        .mapToObj(i -> slice(i * measured / SLICES, measured / SLICES))
                        .toList();
    }

    private @Nullable Slice worst(double measured) {
        return IntStream.range(0, (int) measured)
                .mapToObj(second -> slice(second, 1))
                .filter(slice -> slice.latency().count() > 0)
                .max(Comparator.comparingDouble(slice -> slice.latency().maxMillis()))
                .orElse(null);
    }

    private Slice slice(double from, double seconds) {
        var inside =
                shots.stream()
                        .filter(s -> s.intended() >= from && s.intended() < from + seconds)
                        .toList();
        long failed = inside.stream().filter(shot -> shot.failure() != null).count();
        double lag = lagMillis * Math.exp(0.7 * new Random((long) (1e3 * from)).nextGaussian());
        return new Slice(
                from,
                seconds,
                inside.size(),
                inside.size() - failed,
                failed,
                latencies(inside),
                lag);
    }

    private List<SlowRequest> slowest() {
        return shots.stream()
                .filter(Shot::counts)
                .sorted(Comparator.comparingDouble(Shot::latency).reversed())
                .limit(20)
                .map(this::slow)
                .toList();
    }

    private SlowRequest slow(Shot shot) {
        double service = 1e3 * shot.service();
        var phases =
                steps.isEmpty()
                        ? List.of(
                                new SlowRequest.Phase("late", 1e3 * shot.slip()),
                                new SlowRequest.Phase("connection", service * 0.03),
                                new SlowRequest.Phase("first byte", service * 0.95),
                                new SlowRequest.Phase("body", service * 0.02))
                        : List.of(
                                new SlowRequest.Phase("late", 1e3 * shot.slip()),
                                new SlowRequest.Phase(steps.getFirst().name(), service * 0.3),
                                new SlowRequest.Phase("between", service * 0.01),
                                new SlowRequest.Phase("browse", service * 0.49),
                                new SlowRequest.Phase("buy", service * 0.2));
        return new SlowRequest(
                shot.intended(),
                shot.what(),
                1e3 * shot.latency(),
                phases,
                shot.failure() == null ? "ok" : shot.failure());
    }

    private Step step(String name, long failed, double share) {
        var times = shots.stream().map(shot -> shot.service() * share).toList();
        return new Step(name, shots.size() - failed, failed, of(times));
    }

    private static Latencies latencies(List<Shot> shots) {
        return of(shots.stream().filter(Shot::counts).map(Shot::latency).toList());
    }

    private static Latencies of(List<Double> seconds) {
        var histogram = new Histogram(Latencies.MOST_NANOS, 3);
        seconds.forEach(value -> histogram.recordValue(Math.round(1e9 * value)));
        return new Latencies(histogram);
    }

    private static LoadPlan plan(String what, Stage... stages) {
        var all = List.of(stages);
        return new LoadPlan(
                what,
                all,
                all.size() == 1 ? Spacing.EVEN : Spacing.POISSON,
                0,
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                64,
                Duration.ofSeconds(10),
                1,
                4711,
                List.of());
    }

    private static Environment environment() {
        return new Environment(
                Instant.parse("2026-11-20T09:30:00Z"),
                "Linux 6.1 amd64",
                "AMD EPYC 9B14",
                2,
                8_320_000_000L,
                "OpenJDK 64-Bit Server VM 25.0.3+9",
                List.of("-XX:+UseSerialGC"),
                List.of("Copy", "MarkSweepCompact"),
                "0.1.0",
                List.of());
    }
}
