package dev.heddle.load;

import dev.heddle.http.HttpSessionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A load test: what is sent, when, and for how long. Immutable; each setting gives a new one. Any
 * thread may use it; {@link #run} blocks, or parks the task that calls it.
 */
public final class Load {
    /** The rate of an open model that none was given for, per second. */
    static final double USUAL_RATE = 100;

    /**
     * Changes nothing; where it is in the settings, nothing but the usual is asked of a session.
     */
    static final UnaryOperator<HttpSessionBuilder> USUAL_SESSION = UnaryOperator.identity();

    private static final Settings USUAL =
            new Settings(
                    Duration.ofSeconds(10),
                    USUAL_RATE,
                    List.of(),
                    Spacing.EVEN,
                    0,
                    Duration.ofSeconds(2),
                    1_000,
                    Duration.ofSeconds(30),
                    1,
                    null,
                    List.of(),
                    null,
                    USUAL_SESSION,
                    null,
                    List.of());

    private final Traffic traffic;
    private final Settings settings;

    private Load(Traffic traffic, Settings settings) {
        this.traffic = traffic;
        this.settings = settings;
    }

    // --- what is sent -----------------------------------------------------------------------

    /**
     * GETs of one URL.
     *
     * @param url an http or https URL
     * @return a load test with the usual settings
     */
    public static Load get(String url) {
        return requests(List.of(LoadRequest.get(url)));
    }

    /**
     * Requests, as often as their weights say, in an order that the seed decides.
     *
     * @param requests at least one
     * @return a load test with the usual settings
     */
    public static Load requests(List<LoadRequest> requests) {
        return new Load(new Traffic.Requests(requests), USUAL);
    }

    /**
     * Visits, each a task on a loop.
     *
     * @param name for people
     * @param scenario what each does
     * @return a load test with the usual settings
     */
    public static Load scenario(String name, Scenario scenario) {
        return new Load(new Traffic.Visits(name, scenario), USUAL);
    }

    /**
     * Fills the requests, or the visits' rows.
     *
     * @param table the rows, which are taken in turn
     * @return the new load test
     */
    public Load data(DataTable table) {
        return with(settings.withData(table));
    }

    /**
     * Settings of the sessions that send: headers, TLS, a proxy.
     *
     * @param change called once for each loop, with the usual settings
     * @return the new load test
     */
    public Load session(UnaryOperator<HttpSessionBuilder> change) {
        var before = settings.session();
        return with(settings.withSession(builder -> change.apply(before.apply(builder))));
    }

    // --- when -------------------------------------------------------------------------------

    /**
     * The open model at a constant rate, for {@link #duration}.
     *
     * @param perSecond more than zero; 100 otherwise
     * @return the new load test
     */
    public Load rate(double perSecond) {
        if (!(perSecond > 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be more than zero: " + perSecond);
        }
        return with(settings.withRate(perSecond));
    }

    /**
     * The open model, one stage more; all together replace {@link #rate} and {@link #duration}.
     *
     * @param stage comes after those given before
     * @return the new load test
     */
    public Load stage(Stage stage) {
        return with(settings.withStages(plus(settings.stages(), stage)));
    }

    /**
     * How arrivals lie in time.
     *
     * @param value {@link Spacing#EVEN} otherwise
     * @return the new load test
     */
    public Load spacing(Spacing value) {
        return with(settings.withSpacing(value));
    }

    /**
     * The closed model: so many users, who each send again as soon as they are answered. What they
     * measure hides the waiting of those who would have come meanwhile.
     *
     * @param number at least 1
     * @return the new load test
     */
    public Load users(int number) {
        return with(settings.withUsers(atLeastOne("users", number)));
    }

    /**
     * How long is measured.
     *
     * @param time more than zero; 10 s otherwise
     * @return the new load test
     */
    public Load duration(Duration time) {
        return with(settings.withDuration(positive("duration", time)));
    }

    /**
     * How long is sent before that, unmeasured, at the first rate.
     *
     * @param time zero or more; 2 s otherwise
     * @return the new load test
     */
    public Load warmUp(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("warmUp must not be negative: " + time);
        }
        return with(settings.withWarmUp(time));
    }

    // --- limits -----------------------------------------------------------------------------

    /**
     * The most connections to one host, opened when needed; each loop has its share.
     *
     * @param most at least 1; 1,000 otherwise
     * @return the new load test
     */
    public Load connections(int most) {
        return with(settings.withConnections(atLeastOne("connections", most)));
    }

    /**
     * How long a request or visit may take, from its intended start.
     *
     * @param time more than zero; 30 s otherwise
     * @return the new load test
     */
    public Load timeout(Duration time) {
        return with(settings.withTimeout(positive("timeout", time)));
    }

    /**
     * How many loops send, each on a core of its own.
     *
     * @param number at least 1; 1 otherwise
     * @return the new load test
     */
    public Load loops(int number) {
        return with(settings.withLoops(atLeastOne("loops", number)));
    }

    /**
     * The seed of the order of requests and of Poisson arrivals; another one for each run
     * otherwise.
     *
     * @param value any
     * @return the new load test
     */
    public Load seed(long value) {
        return with(settings.withSeed(value));
    }

    // --- what is wanted, and who is told ----------------------------------------------------

    /**
     * An objective more.
     *
     * @param objective as {@link Slo#parse} reads it
     * @return the new load test
     * @throws IllegalArgumentException if it is none
     */
    public Load slo(String objective) {
        return with(settings.withSlos(plus(settings.slos(), Slo.parse(objective))));
    }

    /**
     * Watches a stub, so that the run is invalid where that was the limit.
     *
     * @param probe looks at it
     * @return the new load test
     */
    public Load stub(StubHealth.Probe probe) {
        return with(settings.withStub(probe));
    }

    /**
     * Tells how it goes, one listener more.
     *
     * @param listener told about once a second
     * @return the new load test
     */
    public Load listener(LoadListener listener) {
        return with(settings.withListeners(plus(settings.listeners(), listener)));
    }

    // --- doing it ---------------------------------------------------------------------------

    /**
     * What it will do.
     *
     * @return the plan; with a seed of its own each time, unless one was given
     */
    public LoadPlan plan() {
        return settings.plan(traffic.name());
    }

    /**
     * What asks each origin once, before it is asked at a rate: the first request to each, with the
     * values of the first row.
     *
     * @return none for a scenario
     * @throws IllegalArgumentException as {@link #start} does
     */
    public List<LoadRequest> samples() {
        return traffic instanceof Traffic.Requests several
                ? RequestBook.of(several.requests(), settings.data()).samples()
                : List.of();
    }

    /**
     * Starts it, on loops of its own.
     *
     * @return at once
     * @throws IllegalArgumentException if a request is none, or asks for a column that no row has
     */
    public LoadRun start() {
        return LoadRun.start(plan(), traffic, settings);
    }

    /**
     * Does it.
     *
     * @return what came of it, whether it can be believed or not
     * @throws IllegalArgumentException as {@link #start} does
     */
    public LoadResult run() {
        return start().await();
    }

    private Load with(Settings changed) {
        return new Load(traffic, changed);
    }

    private static <T> List<T> plus(List<T> some, T more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return List.copyOf(all);
    }

    private static Duration positive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero: " + time);
        }
        return time;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
        return value;
    }

    /** Everything but what is sent. */
    record Settings(
            Duration duration,
            double rate,
            List<Stage> stages,
            Spacing spacing,
            int users,
            Duration warmUp,
            int connections,
            Duration timeout,
            int loops,
            @Nullable Long seed,
            List<Slo> slos,
            @Nullable DataTable data,
            UnaryOperator<HttpSessionBuilder> session,
            StubHealth.@Nullable Probe stub,
            List<LoadListener> listeners) {

        Settings withDuration(Duration value) {
            return new Settings(
                    value,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withRate(double value) {
            return new Settings(
                    duration,
                    value,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withStages(List<Stage> value) {
            return new Settings(
                    duration,
                    rate,
                    value,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withSpacing(Spacing value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    value,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withUsers(int value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    value,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withWarmUp(Duration value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    value,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withConnections(int value) {
            return new Settings(
                    duration, rate, stages, spacing, users, warmUp, value, timeout, loops, seed,
                    slos, data, session, stub, listeners);
        }

        Settings withTimeout(Duration value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    value,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withLoops(int value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    value,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withSeed(long value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    value,
                    slos,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withSlos(List<Slo> value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    value,
                    data,
                    session,
                    stub,
                    listeners);
        }

        Settings withData(DataTable value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    value,
                    session,
                    stub,
                    listeners);
        }

        Settings withSession(UnaryOperator<HttpSessionBuilder> value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    value,
                    stub,
                    listeners);
        }

        Settings withStub(StubHealth.Probe value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    value,
                    listeners);
        }

        Settings withListeners(List<LoadListener> value) {
            return new Settings(
                    duration,
                    rate,
                    stages,
                    spacing,
                    users,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed,
                    slos,
                    data,
                    session,
                    stub,
                    value);
        }

        LoadPlan plan(String what) {
            var open = stages.isEmpty() ? List.of(new Stage(duration, rate, rate)) : stages;
            var length = open.stream().map(Stage::length).reduce(Duration.ZERO, Duration::plus);
            return new LoadPlan(
                    what,
                    users > 0 ? List.of() : open,
                    spacing,
                    users,
                    users > 0 ? duration : length,
                    warmUp,
                    connections,
                    timeout,
                    loops,
                    seed == null ? Seeds.next() : seed,
                    slos);
        }
    }
}
