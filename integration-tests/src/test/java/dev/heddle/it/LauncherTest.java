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
