package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.heddle.demo.io.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The command against a server of this JVM: {@code /status/N} answers N, {@code /interrupt} has
 * this process interrupted when it is asked for the second time. Whether a run is valid is up to
 * the machine, so the exit code is held against what the result says.
 */
@Timeout(60)
class LoadCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INVALID = 4;
    private static final String HEALTH = "/__admin/heddle/health";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger healthAsked = new AtomicInteger();
    private volatile boolean isStub;

    @TempDir private Path directory;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (asked.incrementAndGet() == 2 && path.equals("/interrupt")) {
                        interrupt();
                    }
                    int status =
                            path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 200;
                    exchange.sendResponseHeaders(status, 2);
                    exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
                    exchange.close();
                });
        server.createContext(HEALTH, this::tellHealth);
        server.start();
    }

    /** No stub, unless it is to be one: every time its threads were busy in all of ten looks. */
    private void tellHealth(HttpExchange exchange) throws IOException {
        if (!isStub) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        long times = healthAsked.incrementAndGet();
        String json =
                """
                {"schema": "heddle.stub-health/1", "kind": "WireMock", "nanos": %d, "threads": 50,
                 "looks": %d, "allBusyLooks": %d, "lateLooks": 0, "cpu": []}
                """
                        .formatted(times, 10 * times, 10 * times);
        exchange.sendResponseHeaders(200, json.length());
        exchange.getResponseBody().write(json.getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void allThatIsDueIsToldAsJson() {
        var run = load("--json", url("/a"));

        var json = JSON.readTree(run.out());
        assertThat(json.get("schema").stringValue()).isEqualTo("heddle.load/1");
        assertThat(json.get("offered").intValue()).isEqualTo(20);
        assertThat(json.get("ok").intValue()).isEqualTo(20);
        assertThat(asked).as("with the check").hasValue(21);
        assertThat(run.exitCode()).isEqualTo(valid(json) ? 0 : INVALID);
    }

    @Test
    void withoutJsonItIsTextAndQuietIsNothing() {
        assertThat(load(url("/a")).out()).startsWith("GET " + url("/a"));
        assertThat(load("-q", url("/a")).out()).isEmpty();
    }

    @Test
    void someFailuresAreAnExitCode() {
        var run = load("--json", "--seed=1", url("/a"), url("/status/404"));

        var json = JSON.readTree(run.out());
        assertThat(json.get("failed").intValue()).isPositive();
        assertThat(run.exitCode()).isEqualTo(valid(json) ? 3 : INVALID);
    }

    @Test
    void failuresThatAnObjectiveAllowsAreFine() {
        var run = load("--json", "--seed=1", "--slo=errors<99%", url("/a"), url("/status/404"));

        assertThat(run.exitCode()).isEqualTo(valid(JSON.readTree(run.out())) ? 0 : INVALID);
    }

    @Test
    void aMissedObjectiveIsAnExitCode() {
        var run = load("--json", "--slo=p50<1us", url("/a"));

        assertThat(run.exitCode()).isEqualTo(valid(JSON.readTree(run.out())) ? 99 : INVALID);
    }

    @Test
    void figuresWithoutAGoodAnswerProveNothing() {
        var run = load("--slo=p50<1us", url("/status/503"));

        assertThat(run.exitCode()).isEqualTo(INVALID);
        assertThat(run.err())
                .contains("GET " + url("/status/503") + " is answered with status 503")
                .contains("; the load goes there all the same");
    }

    @Test
    void aHostThatIsNotThereEndsItWithoutFigures() {
        var refused = load("http://127.0.0.1:1/", url("/a"));

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("heddle: no connection to 127.0.0.1:1: Connection refused\n");
        assertThat(load("http://no-such-host.invalid/").err())
                .isEqualTo("heddle: unknown host no-such-host.invalid\n");
    }

    @Test
    void filesAreWhole() throws IOException {
        var page = directory.resolve("load.html");
        var log = directory.resolve("load.hlog");

        var run = load("--report=" + page, "--hlog=" + log, url("/a"));

        assertThat(Files.readString(page))
                .startsWithIgnoringCase("<!doctype html")
                .contains("./heddle load")
                .endsWith("</html>\n");
        assertThat(Files.readString(log)).startsWith("#[").contains("Tag=latency");
        assertThat(run.err()).contains("the page is " + page.toUri());
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void filesOfWhatWasNotMeasuredAreNotWritten() throws IOException {
        var page = directory.resolve("load.html");
        var log = Files.writeString(directory.resolve("load.hlog"), "#before");

        var run =
                load(
                        "--report=" + page,
                        "--hlog=" + log,
                        "--poisson",
                        "--rate=0.0001",
                        "--seed=1",
                        url("/a"));

        assertThat(run.err())
                .contains("nothing was measured, so " + page + " is not written")
                .contains("nothing was measured, so " + log + " is left as it was");
        assertThat(page).doesNotExist();
    }

    @Test
    void aLogThatIsNoneIsNotReplaced() throws IOException {
        var notes = Files.writeString(directory.resolve("notes"), "by hand");

        var run = load("--hlog=" + notes, url("/a"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is a file that is no histogram log");
        assertThat(notes).hasContent("by hand");
    }

    @Test
    void requestsAreFilledFromRows() throws IOException {
        var rows = Files.writeString(directory.resolve("rows.csv"), "id\n404\n");

        assertThat(load("--data-file=" + rows, url("/status/${id}")).err())
                .contains("GET " + url("/status/404") + " is answered with status 404");
        var missing = load("--data-file=" + rows, url("/${ident}"));
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("it asks for ${ident}, and no row has that column");
        assertThat(load(url("/${id}")).err()).contains("there is no --data-file to take it from");
    }

    @Test
    void aBaselineThatIsNoneIsNamed() throws IOException {
        var none = Files.writeString(directory.resolve("old.json"), "{}");

        var run = load("--baseline=" + none, url("/a"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--baseline", none.toString());
        assertThat(asked).hasValue(0);
    }

    @Test
    void aSignalEndsItWithWhatWasMeasured() throws IOException {
        var run = load("--json", "--duration=60s", url("/interrupt"));

        var json = JSON.readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(json.get("stopped").stringValue()).isEqualTo("interrupted");
        assertThat(json.get("offered").intValue()).isBetween(1, 5_999);
    }

    @Test
    void aSignalBeforeAnythingWasMeasuredLeavesNoFigures() throws IOException {
        var page = Files.writeString(directory.resolve("load.html"), "<!doctype html>before");

        var run = load("--warmup=60s", "--json", "--report=" + page, url("/interrupt"));

        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("heddle: stopped before anything was measured\n");
        assertThat(page).hasContent("<!doctype html>before");
    }

    @Test
    void aStubThatIsTheLimitMakesTheRunInvalid() {
        isStub = true;

        var run = load("--json", url("/a"), url("/b"));

        var json = JSON.readTree(run.out());
        assertThat(json.get("stub").get("kind").stringValue()).isEqualTo("WireMock");
        assertThat(json.get("invalidReasons").toString())
                .contains("the stub is the limit", "all 50 of its threads were busy in 100 %");
        assertThat(run.exitCode()).isEqualTo(INVALID);
        assertThat(healthAsked).as("found, at the beginning, at the end").hasValue(3);
    }

    @Test
    void whatIsNoStubIsNotWatched() {
        var json = JSON.readTree(load("--json", url("/a")).out());

        assertThat(json.get("stub").isNull()).isTrue();
    }

    private static void interrupt() throws IOException {
        new ProcessBuilder("kill", "-INT", String.valueOf(ProcessHandle.current().pid())).start();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static boolean valid(JsonNode json) {
        return json.get("valid").booleanValue();
    }

    /** A fifth of a second at 100/s without a warm-up, unless they say otherwise. */
    private static Run load(String... arguments) {
        var all = new ArrayList<>(List.of("load"));
        all.addAll(List.of(arguments));
        for (var usual : List.of("--warmup=0s", "--duration=200ms")) {
            String option = usual.substring(0, usual.indexOf('='));
            if (all.stream().noneMatch(a -> a.startsWith(option))) {
                all.add(usual);
            }
        }
        return Run.of(all.toArray(String[]::new));
    }
}
