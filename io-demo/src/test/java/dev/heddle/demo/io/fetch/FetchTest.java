package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@Timeout(60)
class FetchTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;
    private TestServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = TestServer.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void eachUrlGetsOneRecord() throws IOException {
        String urls = String.join("\n", server.url("/a"), server.url("/status/404"), "nonsense");

        var records = records(file("urls", urls));

        assertThat(records)
                .containsOnlyKeys(server.url("/a"), server.url("/status/404"), "nonsense");
        var good = records.get(server.url("/a"));
        assertThat(good.propertyNames())
                .containsExactly("url", "status", "ok", "bytes", "millis", "kind", "error");
        assertThat(good.get("status").intValue()).isEqualTo(200);
        assertThat(good.get("ok").booleanValue()).isTrue();
        assertThat(good.get("bytes").intValue()).isEqualTo("hello".length());
        assertThat(good.get("millis").doubleValue()).isPositive();
        assertThat(good.get("kind").isNull()).isTrue();
        assertThat(good.get("error").isNull()).isTrue();
    }

    @Test
    void badUrlsAreRecordedAndStopNothing() throws IOException {
        String refused = "http://127.0.0.1:1/";
        var expected = new HashMap<String, String>();
        expected.put("http://", "bad-url");
        expected.put("ftp://example.org/", "bad-url");
        expected.put("http://127.0.0.1:99999/", "bad-url");
        expected.put("http://a b/", "bad-url");
        expected.put(refused, "connect");
        expected.put("http://no-such-host.invalid/", "dns");
        expected.put(server.url("/cut"), "body-cut-short");
        expected.put(server.url("/status/500"), "status-500");
        expected.put(server.url("/good"), null);

        var records = records(file("urls", String.join("\n", expected.keySet())));

        var kinds = new HashMap<String, String>();
        records.forEach((url, r) -> kinds.put(url, r.get("kind").stringValue(null)));
        assertThat(kinds).isEqualTo(expected);
        assertThat(records.get(refused).get("error").stringValue()).contains("refused");
        assertThat(records.get(refused).get("status").isNull()).isTrue();
        assertThat(records.get(server.url("/cut")).get("status").intValue()).isEqualTo(200);
    }

    @Test
    void aTimeoutIsARecord() throws IOException {
        var records = records("--timeout", "100ms", server.url("/hang"));

        assertThat(records.get(server.url("/hang")).get("kind").stringValue()).isEqualTo("timeout");
    }

    @Test
    void exitCodeTellsWhetherAllWereFetched() {
        assertThat(Run.of("fetch", server.url("/a"), server.url("/b")).exitCode()).isZero();
        assertThat(Run.of("fetch", server.url("/a"), server.url("/status/400")).exitCode())
                .isEqualTo(3);
        assertThat(Run.of("fetch", server.url("/status/301")).exitCode()).isZero();
    }

    @Test
    void jsonIsOneDocumentWithUnits() {
        var run = Run.of("fetch", "--json", server.url("/a"), server.url("/b"), "ftp://x", "nope");

        var json = JSON.readTree(run.out());
        assertThat(json.get("schema").stringValue()).isEqualTo("heddle.fetch/1");
        assertThat(json.get("urls").intValue()).isEqualTo(4);
        assertThat(json.get("ok").intValue()).isEqualTo(2);
        assertThat(json.get("failed").intValue()).isEqualTo(2);
        assertThat(json.get("bytes").intValue()).isEqualTo(2 * "hello".length());
        assertThat(json.get("seconds").doubleValue()).isPositive();
        assertThat(json.get("requestsPerSecond").doubleValue()).isPositive();
        assertThat(json.get("latencyMillis").propertyNames())
                .containsExactly("p50", "p90", "p99", "max");
        assertThat(json.get("errors").get("bad-url").intValue()).isEqualTo(2);
        assertThat(json.get("threads").intValue()).isEqualTo(1);
        assertThat(json.get("interrupted").booleanValue()).isFalse();
        assertThat(json.get("unfinished").intValue()).isZero();
    }

    @Test
    void aHangUpEndsWithASummary() throws Exception {
        var urls = server.url("/hang") + "\n" + server.url("/knock");
        String list = file("urls", urls);
        var run = CompletableFuture.supplyAsync(() -> Run.of("fetch", "--json", "-i", list));

        assertThat(server.knocked.await(30, TimeUnit.SECONDS)).isTrue();
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-HUP", pid).start().waitFor()).isZero();

        assertThat(run.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(129);
        var json = JSON.readTree(run.get().out());
        assertThat(json.get("interrupted").booleanValue()).isTrue();
        assertThat(json.get("unfinished").intValue()).isPositive();
    }

    @Test
    void summaryNamesTheFirstFailureOfEachKind() {
        var run = Run.of("fetch", server.url("/a"), server.url("/status/503"));

        assertThat(run.out())
                .startsWith("  1 of 2 URLs fetched in ")
                .contains("1 failed")
                .contains("status-503")
                .contains(server.url("/status/503"))
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void quietIsQuietAndStillTells() {
        var run = Run.of("fetch", "--quiet", server.url("/status/404"));

        assertThat(run).isEqualTo(new Run(3, "", ""));
    }

    @Test
    void quietStillPrintsTheJsonThatWasAskedFor() {
        assertThat(Run.of("fetch", "-q", "--json", server.url("/a")).out())
                .startsWith("{\"schema\"");
    }

    @Test
    void recordsOnStandardOutputLeaveTheSummaryToStandardError() {
        var run = Run.of("fetch", "-o", "-", server.url("/a"));

        assertThat(JSON.readTree(run.out()).get("ok").booleanValue()).isTrue();
        assertThat(run.err()).contains("1 URL fetched");
    }

    @Test
    void blankLinesCommentsAndLineEndsAreNoUrls() throws IOException {
        String urls =
                "\uFEFF# a list\r\n\r\n  " + server.url("/a") + "  \r\n#\n" + server.url("/b");

        assertThat(records(file("urls", urls)))
                .containsOnlyKeys(server.url("/a"), server.url("/b"));
    }

    @Test
    void urlsFromAPipeAreFetchedAsTheyAreWritten() throws Exception {
        var pipe = new PipedOutputStream();
        var in = new PipedInputStream(pipe);
        var run = CompletableFuture.supplyAsync(() -> Run.with(in, "fetch", "--json", "-i", "-"));

        write(pipe, server.url("/knock"));
        assertThat(server.knocked.await(30, TimeUnit.SECONDS)).isTrue();
        write(pipe, server.url("/a"));
        pipe.close();

        var json = JSON.readTree(run.get(30, TimeUnit.SECONDS).out());
        assertThat(json.get("ok").intValue()).isEqualTo(2);
    }

    private static void write(PipedOutputStream pipe, String line) throws IOException {
        pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        pipe.flush();
    }

    @Test
    void anEmptyListIsSaidAndIsNoFailure() throws IOException {
        var run = Run.of("fetch", "-i", file("empty", "# nothing\n\n"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("there are no URLs in").contains("empty");
        assertThat(run.out()).contains("0 URLs fetched");
    }

    @Test
    void unusableInputIsSaidBeforeAnythingIsFetched() throws IOException {
        assertUsage("no such file", "-i", directory.resolve("missing").toString());
        assertUsage("is a directory", "-i", directory.toString());
        Path binary = Files.write(directory.resolve("binary"), new byte[] {'h', 0, 1, '\n', 2});
        assertUsage("it is binary, not a list of URLs", "-i", binary.toString());
    }

    @Test
    void unusableOutputIsSaidBeforeAnythingIsFetched() throws IOException {
        String urls = file("urls", server.url("/a"));
        assertUsage("are the same file", "-i", urls, "-o", urls);
        assertThat(Path.of(urls)).hasContent(server.url("/a"));
        assertUsage("cannot write", "-o", directory.resolve("no/where").toString(), "http://x");
        assertUsage("Is a directory", "-o", directory.toString(), "http://x");
        assertUsage("--save needs a directory", "--save", urls, "http://x");
        assertUsage("cannot save to /proc", "--save", "/proc", "http://x");
    }

    @Test
    void anOverlongLineIsNamedAndPassedOver() throws IOException {
        String longest = server.url("/") + "a".repeat(70_000);
        var records = records(file("urls", longest + "\n" + server.url("/b") + "\n"));

        assertThat(records).hasSize(2);
        assertThat(records.get(server.url("/b")).get("ok").booleanValue()).isTrue();
        assertThat(records.values())
                .anyMatch(r -> r.get("error").stringValue("").startsWith("line 1 of "));
    }

    @Test
    void aFullDiskEndsTheRunWithASentence() throws IOException {
        String urls =
                String.join(
                        "\n",
                        IntStream.range(0, 2_000).mapToObj(i -> server.url("/" + i)).toList());

        var run = Run.of("fetch", "-i", file("urls", urls), "-o", "/dev/full");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot write /dev/full: No space left on device")
                .doesNotContain("\tat ");
    }

    @Test
    void savedFilesAreWholeAndInsideTheDirectory() throws IOException {
        Path saved = directory.resolve("saved");
        var urls =
                List.of(
                        server.url("/size/300000"),
                        server.url("/a/../../../b"),
                        server.url("/A.json"),
                        server.url("/a.json"),
                        server.url("/status/404"),
                        server.url("/cut"));

        var records = records("--save", saved.toString(), file("urls", String.join("\n", urls)));

        var files = new HashMap<String, Long>();
        try (var list = Files.list(saved)) {
            list.forEach(f -> files.put(f.getFileName().toString(), f.toFile().length()));
        }
        assertThat(files).hasSize(4).containsValue(300_000L);
        assertThat(files.keySet())
                .allMatch(name -> records.values().stream().anyMatch(r -> saves(r, name)));
        assertThat(records.get(server.url("/cut")).has("file")).isFalse();
    }

    private static boolean saves(JsonNode record, String name) {
        return record.has("file") && record.get("file").stringValue().equals(name);
    }

    @Test
    void urlsThatWaitForTheirHostDoNotHoldUpOthers() throws IOException {
        var urls = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            urls.add(server.url("/after-knock"));
        }
        urls.add(server.url("/knock").replace("127.0.0.1", "localhost"));

        var run =
                Run.of(
                        "fetch",
                        "--json",
                        "-c",
                        "2",
                        "--per-host",
                        "1",
                        "-i",
                        file("urls", String.join("\n", urls)));

        assertThat(JSON.readTree(run.out()).get("ok").intValue()).isEqualTo(6);
        assertThat(JSON.readTree(run.out()).get("peakConcurrency").intValue()).isEqualTo(2);
    }

    @Test
    void withoutArgumentsItFetchesAThousandStubs() {
        var run = Run.of("fetch", "--json");

        var json = JSON.readTree(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(json.get("ok").intValue()).isEqualTo(1_000);
        assertThat(json.get("latencyMillis").get("p50").doubleValue()).isGreaterThan(50);
        assertThat(json.get("threads").intValue()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
    }

    // --- helpers ----------------------------------------------------------------------------

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    /** Runs with {@code -o}; the last argument is a file of URLs or a URL. */
    private Map<String, JsonNode> records(String... args) throws IOException {
        Path records = directory.resolve("records.jsonl");
        var command = new ArrayList<>(List.of("fetch", "-o", records.toString()));
        command.addAll(List.of(args));
        String last = command.getLast();
        if (!last.startsWith("http")) {
            command.add(command.size() - 1, "-i");
        }
        Run.of(command.toArray(String[]::new));
        var byUrl = new HashMap<String, JsonNode>();
        for (String line : Files.readAllLines(records)) {
            var json = JSON.readTree(line);
            byUrl.put(json.get("url").stringValue(), json);
        }
        return byUrl;
    }

    private static void assertUsage(String message, String... args) {
        var command = new ArrayList<>(List.of("fetch"));
        command.addAll(List.of(args));

        var run = Run.of(command.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }
}
