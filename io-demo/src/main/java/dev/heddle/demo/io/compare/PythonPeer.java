package dev.heddle.demo.io.compare;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.lab.peer.PeerRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        return _ -> {
            var python =
                    Pythons.find(modules).orElseThrow(() -> new AbsentException(missing(modules)));
            var resources = new Resources();
            try {
                var command = new ArrayList<String>();
                command.addAll(List.of(python.executable().toString(), "-c", script()));
                command.addAll(List.of(arguments.open(resources)));
                return new PythonPeer(PeerRunner.start(command, Plan.DEADLINE), resources);
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

    private static String script() {
        try (var in = PythonPeer.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new AssertionError("not in the jar: " + SCRIPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
