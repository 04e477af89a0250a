package dev.heddle.demo.io.compare;

import dev.heddle.demo.io.compare.stub.Delay;
import dev.heddle.demo.io.compare.stub.Document;
import dev.heddle.demo.io.compare.stub.StubProcess;
import dev.heddle.lab.Kind;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Trial;
import dev.heddle.lab.Workload;
import java.util.Locale;

/** The workloads that fetch over HTTP. */
final class HttpTrials {
    /** As WireMock's documentation has it for a realistic server. */
    private static final double SIGMA = 0.4;

    private static final String SERVER =
            " by a stub server in a process of its own, which shares this machine's cores";

    private final Shared<StubProcess> server = new Shared<>(StubProcess::start);

    Trial fanOut(Plan plan, Delay delay) {
        String waits =
                delay.sigma() == 0
                        ? "after %d ms".formatted(delay.medianMillis())
                        : "after a lognormal wait, median %d ms, sigma %s"
                                .formatted(delay.medianMillis(), delay.sigma());
        String name = delay.sigma() == 0 ? "fan-out" : "fan-out-lognormal";
        var workload =
                new Workload(name, Kind.IO, gets(plan) + ", each answered " + waits + SERVER);
        return trial(workload, plan, new Fetch(delay, Document.ITEM, Digest.CRC, 20));
    }

    static Delay lognormal(int medianMillis) {
        return new Delay(medianMillis, SIGMA);
    }

    Trial fast(Plan plan) {
        var workload =
                new Workload(
                        "fan-out-fast", Kind.IO, gets(plan) + ", each answered at once" + SERVER);
        return trial(workload, plan, new Fetch(Delay.fixed(0), Document.ITEM, Digest.CRC, 1));
    }

    Trial hybrid(Plan plan, int delayMillis) {
        var workload =
                new Workload(
                        "hybrid",
                        Kind.HYBRID,
                        gets(plan)
                                + ", each answered after "
                                + delayMillis
                                + " ms with 16 KB of JSON"
                                + SERVER
                                + "; each parsed, and hashed "
                                + Digest.HASHES
                                + " times over");
        return trial(
                workload,
                plan,
                new Fetch(Delay.fixed(delayMillis), Document.LIST, Digest.PARSE_AND_HASH, 4));
    }

    private static String gets(Plan plan) {
        return String.format(
                Locale.ROOT, "%,d HTTP GETs over %d connections", plan.calls(), plan.atOnce());
    }

    /** What is fetched; {@code timeEvery} is that of {@link InTurn}. */
    private record Fetch(Delay delay, Document document, Digest digest, int timeEvery) {
        Errand from(StubProcess server) {
            return new Errand(server.urls(delay, document), digest);
        }
    }

    private Trial trial(Workload workload, Plan plan, Fetch fetch) {
        boolean hybrid = workload.kind() == Kind.HYBRID;
        var ways =
                new Ways(plan)
                        .blocking(
                                "the JDK's HttpURLConnection",
                                fetch.timeEvery(),
                                resources -> HttpCalls.blocking(plan, errand(fetch, resources)));
        addAsynchronous(ways, plan, fetch, hybrid);
        addHeddle(ways, plan, fetch, hybrid);
        addPython(ways, plan, fetch);
        return new Trial(workload, ways.candidates());
    }

    private Errand errand(Fetch fetch, Resources resources) throws Exception {
        return fetch.from(server.in(resources));
    }

    private void addAsynchronous(Ways ways, Plan plan, Fetch fetch, boolean hybrid) {
        ways.add(
                "jdk-http-client",
                Side.JAVA,
                "the JDK's HttpClient with futures, and its own threads",
                (_, resources) ->
                        new FutureWay(HttpCalls.jdk(resources, errand(fetch, resources))));
        ways.add(
                "reactor",
                Side.JAVA,
                "Reactor Netty's client and flatMap, on event loops of its own"
                        + (hybrid ? "; parsing and hashing on a parallel scheduler" : ""),
                (_, resources) ->
                        new OperatorWay(
                                HttpCalls.reactor(resources, plan, errand(fetch, resources))));
    }

    private void addHeddle(Ways ways, Plan plan, Fetch fetch, boolean hybrid) {
        String work = hybrid ? "parsing and hashing" : "the checksums";
        ways.add(
                "heddle",
                Side.HEDDLE,
                "a task for each call in direct style, all on one event loop, " + work + " too",
                (bench, resources) ->
                        new LoopWay(
                                bench.loop(),
                                HttpCalls.direct(
                                        bench.loop(), resources, plan, errand(fetch, resources))));
        ways.add(
                "heddle-pool",
                Side.HEDDLE,
                "a task for each call on one event loop, " + work + " on WorkerPool.threads()",
                (bench, resources) ->
                        new LoopWay(
                                bench.loop(),
                                HttpCalls.withPool(
                                        bench.loop(), resources, plan, errand(fetch, resources))));
    }

    private void addPython(Ways ways, Plan plan, Fetch fetch) {
        ways.add(
                "asyncio",
                Side.PYTHON,
                "asyncio and aiohttp, everything on its event loop",
                PythonPeer.opener(
                        resources -> arguments("asyncio", plan, errand(fetch, resources)),
                        "aiohttp"));
        ways.add(
                "python-threads",
                Side.PYTHON,
                "a ThreadPoolExecutor of %d threads, each with one http.client connection"
                        .formatted(plan.atOnce()),
                PythonPeer.opener(
                        resources -> arguments("threads", plan, errand(fetch, resources))));
    }

    private static String[] arguments(String model, Plan plan, Errand errand) {
        return PythonPeer.arguments(model, plan, errand.urls(), errand.digest());
    }
}
