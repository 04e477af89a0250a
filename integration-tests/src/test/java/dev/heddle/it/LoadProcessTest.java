package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./heddle load} and {@code ./heddle stubs} as a user starts them. Whether a run is valid is
 * up to the machine, so the exit code is held against what the result says.
 */
@Timeout(180)
class LoadProcessTest {
    private static final Path LAUNCHER = Path.of("../heddle").toAbsolutePath().normalize();
    private static final int INVALID = 4;

    @TempDir Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void aStubIsFoundAndTheResultHasEveryField() throws Exception {
        String url = urlOf(stubs("--null", "--delay=50ms"));

        var load = load("--json", "--rate=50", "--duration=2s", "--slo=p99<10s", url);

        int exit = exitCode(load);
        var json = JsonMapper.shared().readTree(out());
        assertThat(json.propertyNames())
                .startsWith(
                        "schema",
                        "valid",
                        "invalidReasons",
                        "offered",
                        "sent",
                        "ok",
                        "failed",
                        "errors",
                        "ratePerSecond",
                        "latencyMillis",
                        "serviceMillis",
                        "sendSlipMillis",
                        "slo");
        assertThat(json.get("latencyMillis").propertyNames())
                .startsWith("p50", "p90", "p99", "p999", "max");
        assertThat(json.get("schema").stringValue()).isEqualTo("heddle.load/1");
        assertThat(json.get("offered").intValue()).isEqualTo(100);
        assertThat(json.get("latencyMillis").get("p50").doubleValue()).isGreaterThanOrEqualTo(50);
        assertThat(json.get("slo").get(0).get("met").booleanValue()).isTrue();
        assertThat(json.get("stub").get("kind").stringValue()).isEqualTo("null server");
        assertThat(exit).as(json.get("invalidReasons").toString()).isEqualTo(valid(json) ? 0 : 4);
    }

    @Test
    void anInterruptedRunLeavesAWholePageAndWholeJson() throws Exception {
        var requests = new CountDownLatch(201);
        var server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .handle((_, response) -> {
                            requests.countDown();
                            return response.sendString(Mono.just("fine"));
                        })
                        .bindNow();
        try {
            String url = "http://127.0.0.1:" + server.port() + "/";
            Path page = directory.resolve("load.html");
            var load = load("--json", "--rate=100", "--duration=10m", "--report=" + page, url);
            assertThat(requests.await(60, TimeUnit.SECONDS)).isTrue();

            kill("INT", load);

            assertThat(exitCode(load)).isEqualTo(130);
            var json = JsonMapper.shared().readTree(out());
            assertThat(json.get("stopped").stringValue()).isEqualTo("interrupted");
            assertThat(json.get("ok").intValue()).isBetween(1, 59_999);
            assertThat(Files.readString(page))
                    .startsWithIgnoringCase("<!doctype html")
                    .endsWith("</html>\n");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void aStubThatDiesMeanwhileIsSaidToBeTheLimit() throws Exception {
        var stubs = stubs("--null");
        String url = urlOf(stubs);
        var load =
                start(
                        command("load", "--json", "--rate=50", "--warmup=0s", "--duration=10s", url)
                                .redirectOutput(directory.resolve("out").toFile()));
        assertThat(line(load.getErrorStream())).startsWith("heddle: measuring, ");

        kill("KILL", stubs);

        assertThat(exitCode(load)).isEqualTo(INVALID);
        var json = JsonMapper.shared().readTree(out());
        assertThat(valid(json)).isFalse();
        assertThat(json.get("invalidReasons").toString()).contains("the stub is the limit");
        assertThat(json.get("ok").intValue()).isPositive();
        assertThat(json.get("failed").intValue()).isPositive();
        assertThat(json.get("firstErrors").toString()).contains("127.0.0.1");
    }

    @Test
    void aHostThatRefusesHasASentenceAndNoFigures() throws Exception {
        var load = load("--json", "http://127.0.0.1:1/");

        assertThat(exitCode(load)).isEqualTo(3);
        assertThat(out()).isEmpty();
        assertThat(directory.resolve("err"))
                .content()
                .isEqualTo("heddle: no connection to 127.0.0.1:1: Connection refused\n");
    }

    // --- helpers ----------------------------------------------------------------------------

    private static boolean valid(JsonNode json) {
        return json.get("valid").booleanValue();
    }

    private Process stubs(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("stubs", "--port=0"));
        all.addAll(List.of(arguments));
        return start(command(all.toArray(String[]::new)));
    }

    /** The first thing that it prints, when it is ready. */
    private static String urlOf(Process stubs) throws Exception {
        return line(stubs.getInputStream());
    }

    /** Without a warm-up; what it prints is in the files {@code out} and {@code err}. */
    private Process load(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("load", "--warmup=0s"));
        all.addAll(List.of(arguments));
        return start(
                command(all.toArray(String[]::new))
                        .redirectOutput(directory.resolve("out").toFile())
                        .redirectError(directory.resolve("err").toFile()));
    }

    private static ProcessBuilder command(String... arguments) {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private Process start(ProcessBuilder command) throws IOException {
        var process = command.start();
        processes.add(process);
        return process;
    }

    private static String line(InputStream stream) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return lines.readLine();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                .get(60, TimeUnit.SECONDS);
    }

    private static void kill(String signal, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String out() throws IOException {
        return Files.readString(directory.resolve("out"));
    }
}
