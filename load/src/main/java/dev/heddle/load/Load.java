package dev.heddle.load;

import dev.heddle.http.HttpSessionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A load test: what is sent, when, and for how long. Immutable; each setting gives a new one. Any
 * thread may use it; {@link #run} blocks, or parks the task that calls it.
 */
public final class Load {
    private final Traffic traffic;
    private final LoadSettings settings;

    private Load(Traffic traffic, LoadSettings settings) {
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
        return new Load(new Traffic.Requests(requests), LoadSettings.USUAL);
    }

    /**
     * Visits, each a task on a loop.
     *
     * @param name for people
     * @param scenario what each does
     * @return a load test with the usual settings
     */
    public static Load scenario(String name, Scenario scenario) {
        return new Load(new Traffic.Visits(name, scenario), LoadSettings.USUAL);
    }

    /**
     * Fills the requests, or the visits' rows.
     *
     * @param table the rows, which are taken in turn
     * @return the new load test
     */
    public Load data(DataTable table) {
        return with(changed -> changed.data = table);
    }

    /**
     * LoadSettings of the sessions that send: headers, TLS, a proxy.
     *
     * @param change called once for each loop, with the usual settings
     * @return the new load test
     */
    public Load session(UnaryOperator<HttpSessionBuilder> change) {
        var before = settings.session;
        return with(changed -> changed.session = builder -> change.apply(before.apply(builder)));
    }

    // --- when -------------------------------------------------------------------------------

    /**
     * The open model at a constant rate, for {@link #duration}.
     *
     * @param perSecond more than zero, and at most a million; 100 otherwise
     * @return the new load test
     */
    public Load rate(double perSecond) {
        if (!(perSecond > 0 && perSecond <= Stage.MOST_PER_SECOND)) {
            throw new IllegalArgumentException(
                    perSecond > 0
                            ? "rate must be at most a million a second: " + perSecond
                            : "rate must be more than zero: " + perSecond);
        }
        return with(changed -> changed.rate = perSecond);
    }

    /**
     * The open model, one stage more; all together replace {@link #rate} and {@link #duration}.
     *
     * @param stage comes after those given before
     * @return the new load test
     */
    public Load stage(Stage stage) {
        return with(changed -> changed.stages = plus(settings.stages, stage));
    }

    /**
     * How arrivals lie in time.
     *
     * @param value {@link Spacing#EVEN} otherwise
     * @return the new load test
     */
    public Load spacing(Spacing value) {
        return with(changed -> changed.spacing = value);
    }

    /**
     * The closed model: so many users, who each send again as soon as they are answered. What they
     * measure hides the waiting of those who would have come meanwhile.
     *
     * @param number at least 1
     * @return the new load test
     */
    public Load users(int number) {
        return with(changed -> changed.users = atLeastOne("users", number));
    }

    /**
     * How long is measured.
     *
     * @param time more than zero; 10 s otherwise
     * @return the new load test
     */
    public Load duration(Duration time) {
        return with(changed -> changed.duration = positive("duration", time));
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
        return with(changed -> changed.warmUp = time);
    }

    // --- limits -----------------------------------------------------------------------------

    /**
     * The most connections to one host, opened when needed; each loop has its share.
     *
     * @param most at least 1; 1,000 otherwise
     * @return the new load test
     */
    public Load connections(int most) {
        return with(changed -> changed.connections = atLeastOne("connections", most));
    }

    /**
     * How long a request or visit may take, from its intended start.
     *
     * @param time more than zero; 30 s otherwise
     * @return the new load test
     */
    public Load timeout(Duration time) {
        return with(changed -> changed.timeout = positive("timeout", time));
    }

    /**
     * How many loops send, each on a core of its own.
     *
     * @param number at least 1; 1 otherwise
     * @return the new load test
     */
    public Load loops(int number) {
        return with(changed -> changed.loops = atLeastOne("loops", number));
    }

    /**
     * The seed of the order of requests and of Poisson arrivals; another one for each run
     * otherwise.
     *
     * @param value any
     * @return the new load test
     */
    public Load seed(long value) {
        return with(changed -> changed.seed = value);
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
        var slo = Slo.parse(objective);
        return with(changed -> changed.slos = plus(settings.slos, slo));
    }

    /**
     * Watches a stub, so that the run is invalid where that was the limit.
     *
     * @param probe looks at it
     * @return the new load test
     */
    public Load stub(StubHealth.Probe probe) {
        return with(changed -> changed.stub = probe);
    }

    /**
     * Tells how it goes, one listener more.
     *
     * @param listener told about once a second
     * @return the new load test
     */
    public Load listener(LoadListener listener) {
        return with(changed -> changed.listeners = plus(settings.listeners, listener));
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
                ? RequestBook.of(several.requests(), settings.data).samples()
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

    /** How long it waits for what should be over at once. */
    Load patience(Duration time) {
        return with(changed -> changed.patience = time);
    }

    private Load with(Consumer<LoadSettings> change) {
        return new Load(traffic, settings.with(change));
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
}
