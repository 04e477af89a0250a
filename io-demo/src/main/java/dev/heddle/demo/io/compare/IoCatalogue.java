package dev.heddle.demo.io.compare;

import dev.heddle.demo.io.compare.stub.Delay;
import dev.heddle.lab.Catalogue;
import dev.heddle.lab.Trial;
import dev.heddle.lab.peer.Pythons;
import io.netty.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The workloads of {@code compare io}: what a service waits for, and what it does with the answers.
 * Every model may have as many calls under way as the others.
 */
public final class IoCatalogue implements Catalogue {
    /** To one host; HttpSession's and aiohttp's default. */
    private static final int CONNECTIONS = 100;

    /** To a database of this size, more only queue there. */
    private static final int DATABASE_CONNECTIONS = 20;

    /** That read files at once; more of them only take turns on the cores. */
    private static final int READERS = 8;

    @Override
    public String name() {
        return "io";
    }

    @Override
    public String title() {
        return "I/O workloads under each model";
    }

    @Override
    public List<String> engines() {
        var engines = new ArrayList<String>();
        var netty = Version.identify().get("netty-common");
        if (netty != null) {
            engines.add("Netty " + netty.artifactVersion());
        }
        PostgresServer.startedVersion().ifPresent(engines::add);
        Pythons.found().stream().map(python -> python.engine(Map.of())).forEach(engines::add);
        return engines.stream().distinct().toList();
    }

    @Override
    public List<Trial> trials(boolean quick) {
        int share = quick ? 5 : 1;
        var http = new HttpTrials();
        return List.of(
                http.fanOut(new Plan(1_000 / share, CONNECTIONS), Delay.fixed(50)),
                http.fast(new Plan(10_000 / share, CONNECTIONS)),
                http.fanOut(new Plan(1_000 / share, CONNECTIONS), HttpTrials.lognormal(50)),
                PostgresTrial.of(new Plan(500 / share, DATABASE_CONNECTIONS)),
                FilesTrial.of(new Plan(2_000, READERS)),
                http.hybrid(new Plan(400 / share, CONNECTIONS), 20));
    }
}
