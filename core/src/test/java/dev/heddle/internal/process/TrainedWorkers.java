package dev.heddle.internal.process;

import java.nio.file.Path;

/** Run from jars alone: starts a worker, waits for the AOT cache, and starts one with it. */
final class TrainedWorkers {
    private TrainedWorkers() {}

    public static void main(String[] arguments) throws Exception {
        var cache = Path.of(arguments[0]);
        try (var crew = new Crew()) {
            var settings = crew.settings().withAotCache(cache);
            crew.start(settings);
            // Made at the lowest priority, and given up after two minutes for the start and two
            // more.
            Crew.awaitFile(Path.of(cache + ".for"), 250);
            System.out.println(String.join(" ", CommandLine.of(settings, cache.getParent())));
            // This one would not start without.
            var strict = crew.settings("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
            System.out.println(crew.call(crew.start(strict), Works::echo, "works"));
        }
    }
}
