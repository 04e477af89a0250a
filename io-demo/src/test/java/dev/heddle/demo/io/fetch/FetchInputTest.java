package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is fetched: lines, objects, gzip, repeats, and what the command line adds. */
@Timeout(60)
class FetchInputTest {
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
    void urlsAndObjectsMayBeMixed() throws IOException {
        Path saved = directory.resolve("saved");
        String lines =
                """
                %1$s
                {"url":"%1$s","id":"one","method":"PUT","headers":{"X-A":"b"},"body":{"c":1}}
                {"uri":"%1$s"}
                """
                        .formatted(server.url("/echo"));

        var run = Run.withInput(lines, "fetch", "-i", "-", "-o", "-", "--save", saved.toString());

        var records = run.out().lines().map(JSON::readTree).toList();
        assertThat(records).hasSize(3);
        var put = withField(records, "id");
        assertThat(put.get("id").stringValue()).isEqualTo("one");
        assertThat(put.get("method").stringValue()).isEqualTo("PUT");
        assertThat(put.get("bodyHash").stringValue()).hasSize(32);
        assertThat(Files.readString(saved.resolve(put.get("file").stringValue())))
                .startsWith("PUT /echo ")
                .containsIgnoringCase("\ncontent-type: application/json\n")
                .containsIgnoringCase("\nx-a: b\n")
                .endsWith("\n\n{\"c\":1}");
        var bad = records.stream().filter(r -> !r.get("ok").booleanValue()).findFirst().get();
        assertThat(bad.get("kind").stringValue()).isEqualTo("bad-line");
        assertThat(bad.get("error").stringValue())
                .isEqualTo(
                        "line 3 of standard input has a field uri, which there is not; did you mean url?");
    }

    @Test
    void theCommandLineSaysWhatLinesDoNot() throws IOException {
        Path saved = directory.resolve("saved");
        Path data = Files.writeString(directory.resolve("data"), "x=1&y=2");

        Run.of(
                "fetch",
                "--save=" + saved,
                "-d",
                "@" + data,
                "-H",
                "X-Key: secret",
                "-H",
                "Accept: text/html",
                "-H",
                "host: elsewhere.example",
                server.url("/echo"));

        try (var files = Files.list(saved)) {
            assertThat(Files.readString(files.findFirst().get()))
                    .startsWith("POST /echo ")
                    .containsIgnoringCase("\nx-key: secret\n")
                    .containsIgnoringCase("\naccept: text/html\n")
                    .containsIgnoringCase("\nhost: elsewhere.example\n")
                    .containsIgnoringCase("\ncontent-type: application/x-www-form-urlencoded\n")
                    .endsWith("\n\nx=1&y=2");
        }
    }

    @Test
    void gzipIsUnpackedAlsoOfSeveralParts() throws IOException {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(gzip(server.url("/a") + "\n"));
        packed.writeBytes(gzip(server.url("/b") + "\n"));
        Path file = Files.write(directory.resolve("urls.gz"), packed.toByteArray());

        assertThat(Run.of("fetch", "-q", "-i", file.toString()).exitCode()).isZero();
        assertThat(server.asked).containsExactlyInAnyOrder("/a", "/b");

        Run.with(unhurried(packed.toByteArray()), "fetch", "-q", "-i", "-");
        assertThat(server.asked).hasSize(4);
    }

    /** As a pipe: what comes next is not there yet. */
    private static InputStream unhurried(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @Test
    void damagedGzipIsNamedAndWhatCameBeforeIsFetched() throws IOException {
        byte[] packed = gzip((server.url("/a") + "\n").repeat(3));

        var cut = Run.with(in(Arrays.copyOf(packed, packed.length - 4)), "fetch", "-i", "-");
        packed[packed.length - 6] ^= 1;
        var wrong = Run.with(in(packed), "fetch", "-i", "-");
        var nothing = Run.with(in(new byte[] {0x1f, (byte) 0x8b}), "fetch", "-i", "-");

        assertThat(cut.err())
                .contains("cannot read standard input: its gzip is damaged: it ends in the middle");
        assertThat(wrong.err()).contains("its gzip is damaged: Corrupt GZIP trailer");
        assertThat(nothing.exitCode()).isEqualTo(2);
    }

    @Test
    void theSummaryAsJsonTellsOfDamagedInput() throws IOException {
        byte[] packed = gzip((server.url("/a") + "\n").repeat(3));

        var cut =
                Run.with(
                        in(Arrays.copyOf(packed, packed.length - 4)), "fetch", "--json", "-i", "-");

        assertThat(cut.out()).contains("\"inputError\":\"cannot read standard input: its gzip");
    }

    @Test
    void repeatsArePassedOverAndCounted() {
        String lines =
                """
                %1$s
                {"url":"%1$s"}
                {"url":"%1$s","method":"HEAD"}
                {"url":"%1$s","body":"a"}
                {"url":"%1$s","body":"b"}
                {"url":"%1$s","body":"a","id":"other"}
                """
                        .formatted(server.url("/a"));

        var run = Run.withInput(lines, "fetch", "-i", "-", "--dedupe");

        assertThat(server.asked).hasSize(4);
        assertThat(run.out())
                .contains("4 URLs fetched")
                .contains("repeats      2 lines passed over");
    }

    @Test
    void aBodyBeyondTheLimitIsAFailure() {
        var run = Run.of("fetch", "-o", "-", "--max-body", "1k", server.url("/size/2000"));

        var record = JSON.readTree(run.out());
        assertThat(record.get("kind").stringValue()).isEqualTo("body-too-large");
        assertThat(record.get("error").stringValue())
                .isEqualTo("the body is longer than 1,024 bytes");
        assertThat(Run.of("fetch", "-q", "--max-body", "2k", server.url("/size/2000")).exitCode())
                .isZero();
    }

    @Test
    void aLongObjectIsReadWholeAndALongerOneNamed() {
        String object = "{\"url\":\"" + server.url("/echo") + "\",\"body\":\"%s\"}\n";
        String lines =
                object.formatted("x".repeat(500_000)) + object.formatted("x".repeat(1 << 20));

        var run = Run.withInput(lines, "fetch", "-i", "-", "-o", "-");

        var records = run.out().lines().map(JSON::readTree).toList();
        assertThat(records).hasSize(2);
        assertThat(records.stream().filter(r -> r.get("ok").booleanValue())).hasSize(1);
        assertThat(run.out()).contains("line 2 of standard input is longer than 1048576 bytes");
    }

    private static JsonNode withField(Iterable<JsonNode> records, String field) {
        for (var record : records) {
            if (record.has(field)) {
                return record;
            }
        }
        throw new AssertionError("no record has " + field);
    }

    private static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
