package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README and the pages in docs show is what is compiled. */
class ReadmeTest {
    private static final String GUIDE = "src/test/java/dev/heddle/it/HttpGuide.java";

    @Test
    void theServiceOfTheReadmeIsTheOneThatTheTestsRun() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(block("src/test/java/dev/heddle/it/ReactiveService.java", "service"));
    }

    @Test
    void thePageOnServingShowsNothingElseThanWhatTheTestsRun() throws IOException {
        String tests = "src/test/java/dev/heddle/it/";
        var page = Files.readString(Path.of("../docs/serving.md"));
        var shown = Pattern.compile("(?s)```java\\n(.*?)```").matcher(page).results();
        assertThat(shown.map(block -> block.group(1).strip()))
                .containsExactly(
                        block(tests + "PageService.java", "handler"),
                        block(tests + "PatientService.java", "stop"),
                        block(tests + "Database.java", "r2dbc"),
                        block(tests + "Pages.java", "transaction"),
                        block(tests + "Pages.java", "cancel"),
                        block(tests + "Database.java", "jdbc"),
                        block(tests + "Accounts.java", "transfer"));
    }

    @Test
    void thePageForPythonProgrammersShowsNothingElseThanWhatTheTestsRun() throws IOException {
        var shown = Pattern.compile("(?s)```java\\n(.*?)\\n```");
        var page = Files.readString(Path.of("../docs/from-python.md"));
        assertThat(shown.matcher(page).results().map(block -> block.group(1)))
                .containsExactlyInAnyOrderElementsOf(regionsOfThePythonGuide());
    }

    private static List<String> regionsOfThePythonGuide() throws IOException {
        var region = Pattern.compile("(?s)// @start region=\"[^\"]*\"\\n(.*?)\\n *// @end");
        var regions = new ArrayList<String>();
        try (var sources =
                Files.newDirectoryStream(
                        Path.of("src/test/java/dev/heddle/it"), "PythonGuide*.java")) {
            for (var source : sources) {
                region.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1).stripTrailing().stripIndent())
                        .forEach(regions::add);
            }
        }
        return regions;
    }

    @Test
    void theWorkOfThePageOnWorkerPoolsIsCompiled() throws IOException {
        String snippets = "../core/src/test/java/dev/heddle/worker/WorkerSnippets.java";
        assertThat(Files.readString(Path.of("../docs/worker-pools.md")))
                .contains(block(snippets, "record"));
    }

    @Test
    void theTestsOfThePageOnLoadAreRun() throws IOException {
        String tests = "src/test/java/dev/heddle/it/";
        assertThat(Files.readString(Path.of("../docs/load.md")))
                .contains(region(tests + "ShopLoadTest.java", "visit").strip())
                .contains(region(tests + "ItemsLoadTest.java", "fluent").strip());
    }

    @Test
    void theLoadTestOfTheReadmeIsRun() throws IOException {
        var test = Files.readString(Path.of("src/test/java/dev/heddle/it/ShopLoadTest.java"));
        var shown =
                Pattern.compile("(?s)```java\\n(@LoadTest.*?)```")
                        .matcher(Files.readString(Path.of("../README.md")))
                        .results()
                        .map(block -> block.group(1))
                        .toList();
        assertThat(shown).singleElement().satisfies(it -> assertThat(test.indent(-4)).contains(it));
    }

    private static String block(String file, String region) throws IOException {
        return region(file, region).indent(-4).strip();
    }

    @Test
    void theRecipeOfTheReadmeIsCompiled() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(region(GUIDE, "recipe").indent(-4).strip());
    }

    @Test
    void theJavaOfTheHttpPageIsCompiled() throws IOException {
        var regions = new ArrayList<String>();
        for (String name :
                List.of("recipe", "session", "errors", "stream", "json", "observer", "websocket")) {
            regions.add(region(GUIDE, name).indent(-4).strip());
        }
        var blocks =
                Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("../docs/http.md")))
                        .results()
                        .map(block -> block.group(1))
                        .toList();
        assertThat(blocks).isNotEmpty().isSubsetOf(regions);
    }

    private static String region(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.dropWhile(line -> !line.contains("@start region=\"" + name + "\""))
                    .skip(1)
                    .takeWhile(line -> !line.contains("@end"))
                    .collect(Collectors.joining("\n"));
        }
    }
}
