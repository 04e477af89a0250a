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
import org.jspecify.annotations.Nullable;

/** A server that answers as it is told to, in no time, and what a load test of it comes to. */
final class Simulation {
    private static final int SLICES = 120;
    static final double SECONDS = 60;
    static final String URL = "http://127.0.0.1:8080/items";

    final Random random = new Random(4711);
    final List<Shot> shots = new ArrayList<>();
    LoadPlan plan = plan(URL, new Stage(Duration.ofSeconds(60), 500, 500));
    List<String> invalidReasons = List.of();
    boolean overstated;
    List<SloResult> slo = List.of();
    List<Step> steps = List.of();
    @Nullable String stopped;
    @Nullable StubHealth stub =
            new StubHealth("WireMock", false, "at most 12 of its 200 threads were busy");
    GeneratorHealth generator = new GeneratorHealth(0.31, 2.8, 3, 11.2, 0.34, 64, 0, 0);
    double lagMillis = 0.4;

    /** One arrival, its times in seconds since the measurement began. */
    record Shot(
            double intended, double slip, double service, @Nullable String failure, String what) {
        double latency() {
            return slip + service;
        }

        boolean counts() {
            return failure == null || failure.equals("timeout");
        }
    }

    void late(double more) {
        for (int i = 0; i < 30_000; i++) {
            double at = i / 500.0;
            double slip = at < 20 ? 0.0002 : (at - 20) * more * random.nextDouble(0.9, 1.1);
            shots.add(new Shot(at, slip, service(), null, "GET /items"));
        }
    }

    /** More time for the answer, at a time. */
    interface Delay {
        double at(double seconds, int number);
    }

    void steadily(Delay delay) {
        for (int i = 0; i < 30_000; i++) {
            double at = i / 500.0;
            double slip = 0.00005 - 0.00004 * Math.log(1 - random.nextDouble());
            shots.add(new Shot(at, slip, service() + delay.at(at, i), null, "GET /items"));
        }
    }

    void fail(double share, String kind) {
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
    double service() {
        return 0.003 * Math.exp(0.55 * random.nextGaussian());
    }

    LoadResult result() {
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
                overstated,
                shots.size(),
                shots.stream().filter(shot -> !"connect".equals(shot.failure())).count(),
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

    Step step(String name, long failed, double share) {
        var times = shots.stream().map(shot -> shot.service() * share).toList();
        return new Step(name, shots.size() - failed, failed, of(times));
    }

    private static Latencies latencies(List<Shot> shots) {
        return of(shots.stream().filter(Shot::counts).map(Shot::latency).toList());
    }

    private static Latencies of(List<Double> seconds) {
        var histogram = Histograms.fine();
        seconds.forEach(value -> histogram.recordValue(Math.round(1e9 * value)));
        return new Latencies(histogram);
    }

    static LoadPlan plan(String what, Stage... stages) {
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
