package dev.heddle.demo.io.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/** {@code --resume}: what has its record is not fetched again. */
@Timeout(60)
class FetchResumeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path directory;
    private Path records;
    private TestServer server;

    @BeforeEach
    void startServer() throws IOException {
        records = directory.resolve("records.jsonl");
        server = TestServer.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void aSecondRunFetchesOnlyWhatHasNoRecord() throws IOException {
        resume(server.url("/a"));
        var run = resume(server.url("/a"), server.url("/b"), server.url("/c"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("2 URLs fetched")
                .contains("recorded     1 URL by an earlier run, not fetched again");
        assertThat(server.asked).containsExactlyInAnyOrder("/a", "/b", "/c");
        assertThat(urls()).containsExactlyInAnyOrder("/a", "/b", "/c");
    }

    @Test
    void whatIsListedTwiceGetsTwoRecords() throws IOException {
        resume(server.url("/a"));
        resume(server.url("/a"), server.url("/a"));

        assertThat(urls()).containsExactly("/a", "/a");
    }

    @Test
    void aRunThatIsDoneFetchesNothing() {
        resume(server.url("/a"), "nonsense");
        var again = resume(server.url("/a"), "nonsense");

        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).isEmpty();
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void halfARecordIsCutOffAndFetchedAgain() throws IOException {
        resume(server.url("/a"), server.url("/b"));
        byte[] whole = Files.readAllBytes(records);
        int second = new String(whole, UTF_8).indexOf('\n') + 1;
        for (int length = second; length < whole.length; length += 7) {
            Files.write(records, java.util.Arrays.copyOf(whole, length));

            assertThat(resume(server.url("/a"), server.url("/b")).exitCode()).isZero();

            assertThat(urls()).containsExactlyInAnyOrder("/a", "/b");
        }
    }

    @Test
    void requestsAreToldApartByIdElseByMethodUrlAndBody() throws IOException {
        String lines =
                """
                {"url":"%1$s","id":"1"}
                {"url":"%1$s","id":"2"}
                {"url":"%1$s","method":"PUT"}
                {"url":"%1$s","body":"a"}
                {"url":"%1$s","body":"b"}
                {"url":"%1$s"}
                {"nonsense":1}
                """
                        .formatted(server.url("/a"));
        resumeInput(lines);
        assertThat(server.asked).hasSize(6);

        resumeInput(lines);
        assertThat(server.asked).hasSize(6);
        assertThat(urls()).hasSize(7);

        resumeInput(lines.replace("\"b\"", "\"c\""));
        assertThat(server.asked).hasSize(7);
    }

    @Test
    void failuresAreFinalUnlessTheyAreToBeRetried() throws IOException {
        var urls = new String[] {server.url("/a"), server.url("/status/404"), server.url("/b")};
        resume(urls);
        resume(urls);
        assertThat(server.asked).hasSize(3);

        var command = new ArrayList<>(List.of("--retry-failed"));
        command.addAll(List.of(urls));
        assertThat(resume(command.toArray(String[]::new)).exitCode()).isEqualTo(3);

        assertThat(server.asked).hasSize(4);
        assertThat(urls()).containsExactlyInAnyOrder("/a", "/b", "/status/404");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(records);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my notes\n",
                "my notes",
                "{\"url\":7}\n",
                "{\"url\":\"http://h/\"}\n",
                "{\"name\":\"x\",\"ok\":true}\n",
                "[1]\n",
                "{\"url\":\"http://h/\",\"ok\":true}\nmy notes\n",
                "{\"url\":\"http://h/\",\"ok\":true}\nmy notes"
            })
    void whatIsNoFileOfRecordsIsLeftAsItIs(String content) throws IOException {
        Files.writeString(records, content);

        var run = resume(server.url("/a"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is no file of records").doesNotContain("\tat ");
        assertThat(records).hasContent(content);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void twoRunsDoNotWriteOneFile() throws IOException {
        try (var other =
                        FileChannel.open(
                                records, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = other.lock()) {
            var run = resume(server.url("/a"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("another run is writing " + records);
        }
    }

    @Test
    void whatAnotherRunWritesIsNotOverwritten() throws IOException {
        Files.writeString(records, "theirs\n");
        try (var other = FileChannel.open(records, StandardOpenOption.WRITE);
                var _ = other.lock()) {
            var run = Run.of("fetch", "-o", records.toString(), server.url("/a"));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("another run is writing " + records);
        }
        assertThat(records).hasContent("theirs");
    }

    @Test
    void whatIsNoFileCannotBeResumed() {
        var run = Run.of("fetch", "--resume", "-o", "/dev/null", server.url("/a"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--resume needs a regular file, which /dev/null is not");
    }

    @Test
    void withoutResumeTheFileIsOverwritten() throws IOException {
        resume(server.url("/a"));
        Run.of("fetch", "-q", "-o", records.toString(), server.url("/b"));

        assertThat(urls()).containsExactly("/b");
    }

    private Run resume(String... more) {
        var command = new ArrayList<>(List.of("fetch", "--resume", "-o", records.toString()));
        command.addAll(List.of(more));
        return Run.of(command.toArray(String[]::new));
    }

    private void resumeInput(String lines) {
        var run = Run.withInput(lines, "fetch", "--resume", "-o", records.toString(), "-i", "-");
        assertThat(run.err()).isEmpty();
    }

    private List<String> urls() throws IOException {
        return Files.readAllLines(records).stream()
                .map(line -> JSON.readTree(line).get("url").stringValue())
                .map(url -> url.replace(server.url(""), ""))
                .toList();
    }
}
