package dev.heddle.load.junit;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.ReportFile;
import dev.heddle.load.LoadResult;
import dev.heddle.load.report.LoadPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page of a load test that failed, in the directory of the build. */
final class FailurePage {
    /** Names another directory. */
    static final String DIRECTORY = "heddle.load.reports";

    private FailurePage() {}

    /**
     * Writes it over that of an earlier run.
     *
     * @param test the name of its class and its own
     * @param again what brings the same arrivals
     * @return a line that says where it is, or why it is not
     */
    static String write(LoadResult result, String test, String again) {
        try {
            var directory = Files.createDirectories(directory());
            var file = ReportFile.open(directory.resolve(test + ".html").toAbsolutePath());
            if (file == null) {
                return "";
            }
            file.write(LoadPage.of(result, List.of(), again));
            return "Page:  " + file.uri();
        } catch (IOException e) {
            return "No page: " + IoMessages.of(e);
        } catch (CommandFailure e) {
            return "No page: " + String.valueOf(e.getMessage()).replace("--report ", "");
        }
    }

    /** That of Maven, or that of Gradle where only that is there. */
    private static Path directory() {
        String named = System.getProperty(DIRECTORY);
        if (named != null) {
            return Path.of(named);
        }
        boolean isGradle = Files.isDirectory(Path.of("build")) && !Files.exists(Path.of("target"));
        return Path.of(isGradle ? "build" : "target", "heddle-load");
    }
}
