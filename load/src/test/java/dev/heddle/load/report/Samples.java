package dev.heddle.load.report;

import dev.heddle.load.LoadResult;
import dev.heddle.load.LoadSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The pages of made-up results, to look at: {@code java … Samples DIRECTORY}. */
final class Samples {
    private Samples() {}

    static Map<String, Supplier<LoadResult>> all() {
        var all = new LinkedHashMap<String, Supplier<LoadResult>>();
        all.put("good", LoadSamples::good);
        all.put("stalling", LoadSamples::stalling);
        all.put("invalid", LoadSamples::invalid);
        all.put("overstated", LoadSamples::overstated);
        all.put("all-failed", LoadSamples::allFailed);
        all.put("nothing", LoadSamples::nothing);
        all.put("interrupted", LoadSamples::interrupted);
        all.put("closed", LoadSamples::closed);
        all.put("steps", LoadSamples::steps);
        return all;
    }

    static String page(LoadResult result) {
        return LoadPage.of(
                result,
                List.of("Against baseline.json: p99 is 4 % lower, within the noise of both runs."),
                "./heddle load http://127.0.0.1:8080/items --rate 500 --duration 60s --warmup 5s");
    }

    public static void main(String[] arguments) throws IOException {
        var directory = Files.createDirectories(Path.of(arguments[0]));
        for (var sample : all().entrySet()) {
            Files.writeString(
                    directory.resolve(sample.getKey() + ".html"), page(sample.getValue().get()));
        }
    }
}
