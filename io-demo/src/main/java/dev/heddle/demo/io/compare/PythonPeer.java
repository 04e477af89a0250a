package dev.heddle.demo.io.compare;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.lab.peer.PeerRunner;
import dev.heddle.lab.peer.PythonText;
import dev.heddle.lab.peer.Pythons;
import java.io.IOException;
import java.util.List;

/** A model in Python: {@code io_peer.py}, run by the first interpreter that has what it needs. */
final class PythonPeer implements Runner {
    private static final String SCRIPT = "io_peer.py";

    private final PeerRunner peer;
    private final Resources resources;

    private PythonPeer(PeerRunner peer, Resources resources) {
        this.peer = peer;
        this.resources = resources;
    }

    /** Tells the script what to do; what it needs for that is opened in {@code resources}. */
    @FunctionalInterface
    interface Arguments {
        String[] open(Resources resources) throws Exception;
    }

    static Opener opener(Arguments arguments, String... modules) {
        return bench -> {
            var python =
                    Pythons.find(modules).orElseThrow(() -> new AbsentException(missing(modules)));
            var resources = new Resources(bench);
            try {
                var script = PythonText.resource(PythonPeer.class, SCRIPT);
                var own = List.of(arguments.open(resources));
                var peer = PeerRunner.start(python, List.of(script), own, Plan.DEADLINE);
                return new PythonPeer(peer, resources);
            } catch (Throwable e) {
                resources.close();
                throw e;
            }
        };
    }

    static String[] arguments(String model, Plan plan, String source, Digest digest) {
        return new String[] {
            model,
            source,
            Integer.toString(plan.calls()),
            Integer.toString(plan.atOnce()),
            digest.name(),
            Integer.toString(Digest.HASHES)
        };
    }

    static String missing(String... modules) {
        return modules.length == 0
                ? "there is no python3 on the PATH"
                : "no python3 on the PATH has " + String.join(" and ", modules);
    }

    @Override
    public Round round() throws Exception {
        return peer.round();
    }

    @Override
    public void close() throws IOException {
        try (resources) {
            peer.close();
        }
    }
}
