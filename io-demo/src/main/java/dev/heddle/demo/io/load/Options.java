package dev.heddle.demo.io.load;

import dev.heddle.demo.io.Network;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.load.DataTable;
import dev.heddle.load.Load;
import dev.heddle.load.LoadRequest;
import dev.heddle.load.Slo;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import dev.heddle.load.StubHealth;
import dev.heddle.load.report.Baseline;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for. Zero and null stand for what was not given, which {@link Load} knows
 * best.
 *
 * @param requests none where {@code load} shows what it can do
 * @param usual what requests are like that do not say otherwise
 * @param data what they are filled from
 * @param slos what is wanted of the result
 * @param baseline what the result is held against
 * @param stub watches a stub of this process
 */
record Options(
        List<LoadRequest> requests,
        Usual usual,
        @Nullable DataTable data,
        Pace pace,
        Limits limits,
        Network network,
        List<Slo> slos,
        @Nullable Baseline baseline,
        StubHealth.@Nullable Probe stub,
        Output output) {
    Options {
        requests = List.copyOf(requests);
        slos = List.copyOf(slos);
    }

    /** Nothing was named: the command shows what it can do. */
    boolean isDemo() {
        return requests.isEmpty();
    }

    /** The same with a stub of this machine. */
    Options withLocal(String url, StubHealth.Probe probe) {
        return new Options(
                List.of(usual.url(url)),
                usual,
                data,
                pace,
                limits,
                network.withoutProxy(),
                slos,
                baseline,
                probe,
                output);
    }

    /** The test, without anybody who listens. */
    Load load() {
        try {
            var load = limits.applyTo(pace.applyTo(Load.requests(requests)));
            for (var slo : slos) {
                load = load.slo(slo.text());
            }
            load = data == null ? load : load.data(data);
            load = stub == null ? load : load.stub(stub);
            // A session that is asked for nothing leaves plain requests to the lean sender.
            return network.isUsual() ? load : load.session(network::applyTo);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Whether an objective says how many failures are fine. */
    boolean allowsErrors() {
        return slos.stream().anyMatch(slo -> slo.text().strip().startsWith("errors"));
    }

    /**
     * How fast, and how long.
     *
     * @param perSecond arrivals, in the open model
     * @param poisson whether they come as independent users do
     * @param stages in place of {@code perSecond} and {@code duration}
     * @param users of the closed model
     */
    record Pace(
            double perSecond,
            boolean poisson,
            List<Stage> stages,
            int users,
            @Nullable Duration duration,
            @Nullable Duration warmUp) {
        Pace {
            stages = List.copyOf(stages);
        }

        Load applyTo(Load load) {
            var paced = perSecond > 0 ? load.rate(perSecond) : load;
            paced = poisson ? paced.spacing(Spacing.POISSON) : paced;
            for (var stage : stages) {
                paced = paced.stage(stage);
            }
            paced = users > 0 ? paced.users(users) : paced;
            paced = duration == null ? paced : paced.duration(duration);
            return warmUp == null ? paced : paced.warmUp(warmUp);
        }
    }

    /** What is not gone beyond, and what decides about chance. */
    record Limits(int connections, @Nullable Duration timeout, int loops, @Nullable Long seed) {
        Load applyTo(Load load) {
            var limited = connections > 0 ? load.connections(connections) : load;
            limited = timeout == null ? limited : limited.timeout(timeout);
            limited = loops > 0 ? limited.loops(loops) : limited;
            return seed == null ? limited : limited.seed(seed);
        }
    }

    /**
     * Where what comes goes.
     *
     * @param report a page
     * @param hlog an HdrHistogram log
     * @param metrics where Prometheus finds them
     */
    record Output(
            @Nullable Path report,
            @Nullable Path hlog,
            @Nullable InetSocketAddress metrics,
            boolean json,
            boolean quiet) {}
}
