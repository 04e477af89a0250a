package dev.heddle.load;

import java.time.Duration;
import java.util.List;

/** Made-up results of load tests that look like real ones. */
public final class LoadSamples {
    private LoadSamples() {}

    /** A server that does as it should. */
    public static LoadResult good() {
        var sample = new Simulation();
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
        var sample = new Simulation();
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

    /** A generator that could not keep up, nor could its connections. */
    public static LoadResult invalid() {
        var sample = new Simulation();
        sample.late(0.02);
        sample.invalidReasons =
                List.of(
                        "all 64 connections were in use: 60.7 % of the requests waited for one,"
                                + " which the service never saw; raise the number of connections,"
                                + " or take the rate for more than the service does",
                        "the generator was late: 1 % of the requests began 762 ms or more after"
                                + " their time, and the latency's 99th percentile is 789 ms");
        sample.slo = List.of(new SloResult("p99<50ms", false, 789, "p99 was 789 ms"));
        sample.generator = new GeneratorHealth(48.2, 412, 41, 1_930, 1.62, 64, 18_211, 611);
        sample.lagMillis = 41;
        return sample.result();
    }

    /** A generator that was late, and nothing else that was wrong. */
    public static LoadResult overstated() {
        var sample = new Simulation();
        sample.late(0.0005);
        sample.overstated = true;
        sample.invalidReasons =
                List.of(
                        "the generator was late: 1 % of the requests began 19.1 ms or more after"
                                + " their time, and the latency's 99th percentile is 25.2 ms");
        sample.slo =
                List.of(
                        new SloResult("p99<50ms", true, 25.2, "p99 was 25.2 ms"),
                        new SloResult("p99<20ms", false, 25.2, "p99 was 25.2 ms"));
        return sample.result();
    }

    /** A server that refuses every connection. */
    public static LoadResult allFailed() {
        var sample = new Simulation();
        sample.steadily((_, _) -> 0);
        sample.fail(1, "connect");
        sample.invalidReasons =
                List.of(
                        "nothing was answered as it should be; first of all: 127.0.0.1:8080 refused"
                                + " the connection");
        sample.stub = null;
        sample.slo =
                List.of(new SloResult("p99<50ms", false, Double.NaN, "no answer to take it from"));
        return sample.result();
    }

    /** Stopped before anything was sent. */
    public static LoadResult nothing() {
        var sample = new Simulation();
        sample.stopped = "SIGINT";
        sample.stub = null;
        sample.invalidReasons = List.of("nothing was sent: it was stopped in its first moment");
        return sample.result();
    }

    /** Stopped half-way. */
    public static LoadResult interrupted() {
        var sample = new Simulation();
        sample.steadily((_, _) -> 0);
        sample.shots.removeIf(shot -> shot.intended() > 21.3);
        sample.stopped = "SIGINT";
        return sample.result();
    }

    /** Fifty users who wait for each other's answers. */
    public static LoadResult closed() {
        var sample = new Simulation();
        sample.plan =
                new LoadPlan(
                        Simulation.URL,
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
            while (at < Simulation.SECONDS) {
                double service = sample.service() + (at % 10 < 0.05 ? 1 : 0);
                sample.shots.add(new Simulation.Shot(at, 0, service, null, "GET /items"));
                at += service + 0.08;
            }
        }
        return sample.result();
    }

    /** A scenario of three steps, in three stages. */
    public static LoadResult steps() {
        var sample = new Simulation();
        sample.plan =
                Simulation.plan(
                        "log in, browse, buy",
                        new Stage(Duration.ofSeconds(20), 10, 200),
                        new Stage(Duration.ofSeconds(30), 200, 200),
                        new Stage(Duration.ofSeconds(10), 200, 0));
        double at = 0;
        while (at < Simulation.SECONDS) {
            double rate =
                    at < 20 ? 10 + at / 20 * 190 : at < 50 ? 200 : Math.max(1, (60 - at) * 20);
            double busy = 1 + Math.pow(rate / 210, 12) * 3;
            sample.shots.add(
                    new Simulation.Shot(
                            at, 0.0001, sample.service() * 3 * busy, null, "log in, browse, buy"));
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
        var sample = new Simulation();
        sample.steadily((_, _) -> 0);
        sample.fail(0.5, text);
        sample.plan = Simulation.plan(text, new Stage(Duration.ofSeconds(60), 500, 500));
        sample.stopped = text;
        sample.invalidReasons = List.of(text);
        sample.slo = List.of(new SloResult(text, false, Double.NaN, text));
        sample.steps = List.of(sample.step(text, 1, 1));
        sample.stub = new StubHealth(text, true, text);
        return sample.result();
    }
}
