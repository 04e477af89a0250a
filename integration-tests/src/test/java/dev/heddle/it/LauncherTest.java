package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a user starts it, with the jar and the AOT cache of this build. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../heddle").toAbsolutePath().normalize();

    @TempDir Path directory;

    private Stubs stubs;

    @BeforeEach
    void start() {
        stubs = new Stubs();
    }

    @AfterEach
    void stop() {
        stubs.close();
    }

    @Test
    void fetchesTheUrlsOfAFile() throws Exception {
        var urls = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            urls.add(stubs.on("/" + i, Stubs.text("body " + i)));
        }
        Path list = Files.write(directory.resolve("urls.txt"), urls);
        Path records = directory.resolve("records.jsonl");

        var run = heddle("fetch", "-i", list.toString(), "-o", records.toString(), "--json");

        assertThat(run.exit).as(run.toString()).isZero();
        JsonNode summary = JsonMapper.shared().readTree(run.out);
        assertThat(summary.get("urls").intValue()).isEqualTo(100);
        assertThat(summary.get("ok").intValue()).isEqualTo(100);
        assertThat(Files.readAllLines(records)).hasSize(100);
    }

    @Test
    void exitsWithThreeWhenSomeFail() throws Exception {
        String good = stubs.on("/good", Stubs.text("fine"));
        var run = heddle("fetch", good, "http://127.0.0.1:1/refused");
        assertThat(run.exit).as(run.toString()).isEqualTo(3);
    }

    @Test
    void exitsWithTwoOnUsageErrors() throws Exception {
        assertThat(heddle("fetch", "--no-such-option").exit).isEqualTo(2);
    }

    @Test
    void comparesIoAndSaysWhetherItMayBeJudged() throws Exception {
        var run = heddle("compare", "io", "--quick", "-w", "files", "-m", "threads", "--json");

        var json = judged(run);
        assertThat(model(json).get("name").asString()).isEqualTo("threads");
        assertThat(model(json).get("medianMillis").doubleValue()).isPositive();
    }

    @Test
    void comparesCpuWorkAndWritesAPage() throws Exception {
        Path page = directory.resolve("cpu.html");

        var run =
                heddle(
                        "compare",
                        "cpu",
                        "--quick",
                        "-w",
                        "n-queens",
                        "-m",
                        "inline",
                        "--json",
                        "--report",
                        page.toString());

        assertThat(model(judged(run)).get("available").booleanValue()).as(run.toString()).isTrue();
        assertThat(page).content().contains("n-queens").doesNotContain("<script");
    }

    @Test
    void simdIsThereToBeCompared() throws Exception {
        var run =
                heddle(
                        "compare",
                        "cpu",
                        "--quick",
                        "-w",
                        "sqrt,matmul-1000,group-by",
                        "-m",
                        "simd,native,columnar",
                        "--json");

        for (var workload : judged(run).get("workloads")) {
            for (var model : workload.get("models")) {
                assertThat(model.get("available").booleanValue()).as(model.toString()).isTrue();
            }
        }
    }

    @Test
    void aMistypedWorkloadIsAUsageErrorOfEitherCompare() throws Exception {
        assertThat(heddle("compare", "io", "-w", "fanout").err).contains("did you mean fan-out?");
        assertThat(heddle("compare", "cpu", "-w", "n-queen").err)
                .contains("did you mean n-queens?");
        assertThat(heddle("compare").exit).isEqualTo(2);
    }

    @Test
    void advisesOnAMixThatIsOnlyDescribed() throws Exception {
        var run = heddle("advise", "--quick", "--cpu-ms", "1", "--io-ms", "5", "--json");

        assertThat(run.exit).as(run.toString()).isIn(0, 4);
        var advice = JsonMapper.shared().readTree(run.out);
        assertThat(advice.get("schema").asString()).isEqualTo("heddle.advise/1");
        assertThat(advice.get("model").isNull()).isEqualTo(run.exit == 4);
    }

    /** A machine that is busy with other things is not judged: 4, and why. */
    private static JsonNode judged(Run run) {
        assertThat(run.exit).as(run.toString()).isIn(0, 4);
        var json = JsonMapper.shared().readTree(run.out);
        assertThat(json.get("schema").asString()).isEqualTo("heddle.compare/1");
        assertThat(json.get("invalidReasons").isEmpty()).isEqualTo(run.exit == 0);
        return json;
    }

    private static JsonNode model(JsonNode comparison) {
        return comparison.get("workloads").get(0).get("models").get(0);
    }

    private Run heddle(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private record Run(int exit, String out, String err) {}
}
