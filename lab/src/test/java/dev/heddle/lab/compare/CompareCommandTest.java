package dev.heddle.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
    private static final String OLD_PAGE = "<!doctype html><p>before";

    private final Shop shop = new Shop();

    @TempDir Path dir;

    @Test
    void helpFitsEightyColumnsAndNamesEveryOption() {
        var run = shop.run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(CompareOptions.HELP);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(CompareOptions.known().getOptions())
                .allSatisfy(option -> assertThat(run.out()).contains("--" + option.getLongOpt()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | compare what?",
                "cpu io | one name",
                "io | the name must follow the command: heddle compare io",
                "cup | nothing to compare is called cup; did you mean cpu?",
                "cpu -w squars | no workload squars; did you mean squares?",
                "cpu -w nonsense | It has sum-of-squares, squares, sqrt",
                "cpu -m theads | no model theads; did you mean threads?",
                "cpu -w sqrt,matmul-1000 -m pandas | no chosen workload runs under pandas: that is for group-by, word-count",
                "cpu -w sqrt,group-by -m pandas | sqrt runs under none of the chosen models",
                "cpu -w , | --workload needs a name",
                "cpu -w | --workload needs a value",
                "cpu --fast | no option --fast",
                "cpu --list --json | --list measures nothing",
                "cpu --report - | --report needs a file",
                "cpu --report /no/such/dir/x.html | no such file or directory",
            })
    void mistakesAreSaidBeforeAnythingIsMeasured(String args, String sentence) {
        var run = shop.run(args.isEmpty() ? new String[0] : args.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("heddle: ").contains(sentence);
        assertThat(run.out()).isEmpty();
        assertThat(shop.measured).isEmpty();
    }

    @Test
    void onlyWhatWasChosenIsMeasured() {
        var run = shop.run("cpu", "-w", "sqrt, squares", "-w", "group-by", "-m", "threads,numpy");

        assertThat(run.exitCode()).isZero();
        assertThat(shop.measured)
                .extracting(trial -> trial.workload().name())
                .containsExactly("squares", "sqrt", "group-by");
        assertThat(shop.measured.getLast().candidates())
                .extracting(candidate -> candidate.model().name())
                .containsExactly("threads");
        assertThat(run.err()).contains("heddle: 2 of 3, sqrt\n");
    }

    @Test
    void workloadsWithoutAnyChosenModelArePassedOver() {
        shop.run("cpu", "-m", "pandas");

        assertThat(shop.measured)
                .extracting(trial -> trial.workload().name())
                .containsExactly("group-by", "word-count");
    }

    @Test
    void listTellsWhatThereIsAndMeasuresNothing() {
        var run = shop.run("cpu", "--list", "-w", "sqrt,squares");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  sqrt ", "  numpy ", "the square roots of 10,000,000");
        assertThat(run.out()).doesNotContain("pandas", "matmul");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(shop.measured).isEmpty();
    }

    @Test
    void nothingMeasurableIsAnInvalidRun() {
        var run = shop.run("cpu", "-w", "lost-update");

        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.out()).contains("Nothing may be concluded:\n  No model could be measured");
    }

    @Test
    void whatWasMeasuredBeforeAnInterruptIsToldAndTheRestNamed() throws IOException {
        shop.interruptedAt = "matmul-1000";
        var page = dir.resolve("page.html");

        var run = shop.run("cpu", "-w", "sqrt,matmul-1000,group-by", "--report", page.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(run.out())
                .contains("★ simd", "Interrupted: matmul-1000, group-by not measured.");
        assertThat(Files.readString(page)).contains("sqrt", "matmul-1000");
    }

    @Test
    void anInterruptBeforeTheFirstResultLeavesThePageAsItWas() throws IOException {
        shop.interruptedAt = "sqrt";
        var page = Files.writeString(dir.resolve("page.html"), OLD_PAGE);

        var run = shop.run("cpu", "-w", "sqrt", "--report", page.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(run.err()).contains("nothing was measured");
        assertThat(page).hasContent(OLD_PAGE);
    }

    @Test
    void aFileThatIsNoPageIsNotReplaced() throws IOException {
        var source = Files.writeString(dir.resolve("Mine.java"), "class Mine {}");

        var run = shop.run("cpu", "--report", source.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is a file that is no page");
        assertThat(source).hasContent("class Mine {}");
    }

    @Test
    void aPageReplacesTheOneBeforeAndLeavesNothingBesideIt() throws IOException {
        var page = Files.writeString(dir.resolve("page.html"), OLD_PAGE);

        var run = shop.run("cpu", "-w", "sqrt", "--report", page.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("the page is file:///");
        assertThat(Files.readString(page)).startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(dir).isDirectoryContaining(page::equals);
        try (var files = Files.list(dir)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void aDirectoryIsNoPage() {
        var run = shop.run("cpu", "--report", dir.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is a directory");
        assertThat(shop.measured).isEmpty();
    }

    @Test
    void quietSaysNothingOnStandardError() {
        assertThat(shop.run("cpu", "-w", "sqrt", "-q").err()).isEmpty();
    }

    @Test
    void theCommandMeasuresTheSameAgain() {
        var run = shop.run("cpu", "-w", "sqrt", "-m", "simd,threads", "--quick", "--json");

        assertThat(run.out()).contains("\"./heddle compare cpu -w sqrt -m simd,threads --quick\"");
    }
}
