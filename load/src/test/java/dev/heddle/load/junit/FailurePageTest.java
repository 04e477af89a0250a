package dev.heddle.load.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.load.Load;
import dev.heddle.load.LoadResult;
import dev.heddle.load.Unmeasured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FailurePageTest {
    private static final LoadResult RESULT =
            Unmeasured.of(Load.get("http://shop.test/items")).get();

    @TempDir private Path directory;

    @AfterEach
    void usualDirectory() {
        System.clearProperty(FailurePage.DIRECTORY);
    }

    @Test
    void aPropertyNamesTheDirectoryWhichIsMade() throws IOException {
        var reports = directory.resolve("a/b");
        System.setProperty(FailurePage.DIRECTORY, reports.toString());

        String line = FailurePage.write(RESULT, "Shop.buys", "@LoadTest(seed = 17)");

        var page = reports.resolve("Shop.buys.html");
        assertThat(line).isEqualTo("Page:  " + page.toUri());
        assertThat(Files.readString(page)).contains("shop.test", "@LoadTest(seed = 17)");
    }

    @Test
    void whatCannotBeWrittenIsSaidAndHidesNoFailure() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");
        System.setProperty(FailurePage.DIRECTORY, file.toString());

        assertThat(FailurePage.write(RESULT, "Shop.buys", ""))
                .startsWith("No page: ")
                .doesNotContain("--report");
    }
}
