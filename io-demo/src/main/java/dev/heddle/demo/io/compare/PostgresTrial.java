package dev.heddle.demo.io.compare;

import static dev.heddle.Async.await;

import dev.heddle.lab.Bench;
import dev.heddle.lab.Kind;
import dev.heddle.lab.Model.Side;
import dev.heddle.lab.Trial;
import dev.heddle.lab.Workload;
import dev.heddle.worker.WorkerPool;

/** Queries to a real Postgres, each of which waits there and then reads a row by its key. */
final class PostgresTrial {
    /** Far more than the queries need one after the other. */
    private static final int TIME_EVERY = 20;

    private final Plan plan;
    private final Shared<PostgresServer> server = new Shared<>(PostgresServer::start);

    private PostgresTrial(Plan plan) {
        this.plan = plan;
    }

    static Trial of(Plan plan) {
        var what =
                "%d queries to Postgres over %d connections, each of which waits %d ms there and reads a row by its key"
                        .formatted(plan.calls(), plan.atOnce(), PostgresCalls.WAIT_MILLIS);
        return new Trial(
                new Workload("postgres", Kind.IO, what),
                new PostgresTrial(plan).ways().candidates());
    }

    private Ways ways() {
        return new Ways(plan)
                .blocking("JDBC", TIME_EVERY, this::jdbc)
                .add(
                        "reactor",
                        Side.JAVA,
                        "R2DBC and flatMap, on event loops of Reactor Netty's own",
                        (_, resources) -> operators(resources))
                .add(
                        "heddle",
                        Side.HEDDLE,
                        "a task for each query in direct style, R2DBC on the same event loop",
                        (bench, resources) -> new LoopWay(bench.loop(), direct(bench, resources)))
                .add(
                        "heddle-pool",
                        Side.HEDDLE,
                        "a task for each query on one event loop, JDBC on"
                                + " WorkerPool.virtualThreads()",
                        (bench, resources) -> new LoopWay(bench.loop(), pooled(resources)));
    }

    private PostgresServer server(Resources resources) throws Exception {
        var postgres = server.in(resources);
        postgres.process().ifPresent(resources::share);
        return postgres;
    }

    private Calls jdbc(Resources resources) throws Exception {
        return PostgresCalls.jdbc(resources, plan, server(resources));
    }

    private OperatorWay operators(Resources resources) throws Exception {
        var postgres = server(resources);
        var loops = HttpCalls.loops(resources);
        return new OperatorWay(PostgresCalls.r2dbc(resources, plan, postgres, loops));
    }

    private Calls direct(Bench bench, Resources resources) throws Exception {
        var loops = bench.loop().resources();
        var queries = PostgresCalls.r2dbc(resources, plan, server(resources), loops);
        return number -> await(queries.apply(number));
    }

    private Calls pooled(Resources resources) throws Exception {
        var calls = jdbc(resources);
        var pool = resources.own(WorkerPool.virtualThreads());
        return number -> await(pool.submit(() -> calls.call(number)));
    }
}
