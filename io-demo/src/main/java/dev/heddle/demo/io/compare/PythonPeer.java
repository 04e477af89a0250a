package dev.heddle.demo.io.compare;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Round;
import dev.heddle.lab.Runner;
import dev.heddle.lab.peer.PeerRunner;
import dev.heddle.lab.peer.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
                command.add(python.executable().toString());
                command.add(script(resources).toString());
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

    /** A file, because Python's messages name it. */
    private static Path script(Resources resources) throws IOException {
        Path file = Files.createTempFile("heddle-io-peer", ".py");
        resources.own(() -> Files.deleteIfExists(file));
        try (var in = PythonPeer.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new AssertionError("not in the jar: " + SCRIPT);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
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
