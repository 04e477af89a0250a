package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What only a process can show of {@code ./heddle fetch}: signals, pipes, its heap. */
@Timeout(180)
class FetchProcessTest {
    private static final Path LAUNCHER = Path.of("../heddle").toAbsolutePath().normalize();

    @TempDir Path directory;

    private DisposableServer server;

    /** Counts down with each request. */
    private CountDownLatch requests = new CountDownLatch(1);

    private Process process;

    @BeforeEach
    void startServer() {
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .route(routes ->
                                routes.get(
                                                "/hang/{n}",
                                                (_, response) -> {
                                                    requests.countDown();
                                                    return response.sendString(Mono.never());
                                                })
                                        .get(
                                                "/{n}",
                                                (_, response) -> {
                                                    requests.countDown();
                                                    return response.sendString(Mono.just("fine"));
                                                }))
                        .bindNow();
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        server.disposeNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void anInterruptedRunLeavesASummaryAndWholeRecords(String signal) throws Exception {
        var urls = urls("/", 50);
        urls.addAll(urls("/hang/", 500));
        Path records = directory.resolve("records.jsonl");
        requests = new CountDownLatch(55);

        start("-i", list(urls), "-c", "10", "-o", records.toString());
        assertThat(requests.await(60, TimeUnit.SECONDS)).isTrue();
        kill(signal);

        assertThat(exitCode()).isEqualTo(130);
        assertThat(out()).startsWith("  Interrupted: 50 URLs fetched");
        assertThat(urlsOf(records)).hasSize(50);
    }

    @Test
    void theSecondSignalEndsWhatTheFirstCannot() throws Exception {
        requests = new CountDownLatch(1_500);

        // Nobody reads its standard output: it cannot get rid of its records.
        process = command("-i", list(urls("/", 10_000)), "-q", "-o", "-").start();
        assertThat(requests.await(60, TimeUnit.SECONDS)).isTrue();
        kill("TERM");
        kill("TERM");

        assertThat(exitCode()).isEqualTo(130);
    }

    @Test
    void aReaderWhoLeavesEndsTheRunInSilence() throws Exception {
        Path err = directory.resolve("err");
        process =
                command("-i", list(urls("/", 10_000)), "-q", "-o", "-")
                        .redirectError(err.toFile())
                        .start();

        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("{\"url\":");
        }

        assertThat(exitCode()).isEqualTo(141);
        assertThat(err).isEmptyFile();
    }

    @Test
    void aHundredThousandUrlsFitASmallHeap() throws Exception {
        var urls = urls("/", 100_000);
        Path records = directory.resolve("records.jsonl");
        var command = command("-i", list(urls), "--json", "-o", records.toString());
        command.environment().put("HEDDLE_JAVA_OPTS", "-Xmx24m");

        process = command.redirectOutput(directory.resolve("out").toFile()).start();

        assertThat(exitCode()).isZero();
        JsonNode summary = JsonMapper.shared().readTree(out());
        assertThat(summary.get("ok").intValue()).isEqualTo(100_000);
        assertThat(urlsOf(records)).isEqualTo(new HashSet<>(urls));
    }

    // --- helpers ----------------------------------------------------------------------------

    private List<String> urls(String path, int count) {
        var urls = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            urls.add("http://127.0.0.1:" + server.port() + path + i);
        }
        return urls;
    }

    private String list(List<String> urls) throws IOException {
        return Files.write(directory.resolve("urls"), urls).toString();
    }

    private static ProcessBuilder command(String... arguments) {
        var command = new ArrayList<>(List.of(LAUNCHER.toString(), "fetch"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private void start(String... arguments) throws IOException {
        process =
                command(arguments)
                        .redirectOutput(directory.resolve("out").toFile())
                        .redirectError(directory.resolve("err").toFile())
                        .start();
    }

    private void kill(String signal) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String out() throws IOException {
        return Files.readString(directory.resolve("out"));
    }

    /** Reads every line as JSON; the same URL twice is a failure. */
    private static Set<String> urlsOf(Path records) throws IOException {
        var urls = new HashSet<String>();
        for (String line : Files.readAllLines(records)) {
            var json = JsonMapper.shared().readTree(line);
            assertThat(json.get("ok").booleanValue()).isTrue();
            assertThat(urls.add(json.get("url").stringValue())).isTrue();
        }
        return urls;
    }
}
