package dev.heddle.demo.io.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.demo.io.Run;
import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.lab.cli.Stdio;
import dev.heddle.load.stub.NullServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class StubsCommandTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--delay=1ms", "--null"})
    void everyPathIsAnsweredWithASmallJson(String option) {
        var answer = serving("--port=0", option).getFirst();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(JsonMapper.shared().readTree(answer.body()).has("price")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--delay=uniform:1ms..2ms", "--null"})
    void statusAndSizeAreWhatWasAskedFor(String option) {
        var answer = serving("--port=0", "--status=503", "--body-size=1k", option).getFirst();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).hasSize(1024);
    }

    @Test
    void standardOutputHasTheUrlAndNothingElse() {
        serving("--port=0", "--null");

        assertThat(printed()).matches("http://127\\.0\\.0\\.1:\\d+\n");
    }

    @Test
    void jsonHasTheUrl() {
        serving("--port=0", "--null", "--json");

        var json = JsonMapper.shared().readTree(printed());
        assertThat(json.path("schema").asString()).isEqualTo("heddle.stubs/1");
        assertThat(json.path("url").asString()).startsWith("http://127.0.0.1:");
    }

    @Test
    void faultsSpoilAnswers() {
        assertThatThrownBy(() -> serving("--port=0", "--fault=empty_response"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void mappingsAreServed(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("any.json"),
                """
                {"request": {"urlPattern": ".*"}, "response": {"status": 418}}
                """);

        var answer = serving("--port=0", "--mappings=" + directory).getFirst();

        assertThat(answer.statusCode()).isEqualTo(418);
    }

    @Test
    void aMappingThatIsNoJsonIsNamed(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("broken.json"), "oh");

        var run = Run.of("stubs", "--port=0", "--mappings=" + directory);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("heddle: cannot read the mapping " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--null", "--status=200"})
    void aPortThatIsTakenIsNamed(String option) {
        try (var other = NullServer.builder().start()) {
            var run = Run.of("stubs", "--port=" + other.port(), option);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo(
                            "heddle: cannot listen on 127.0.0.1:"
                                    + other.port()
                                    + ": the port is in use\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=70000                   | --port must be a number from 0 to 65535: 70000",
                "--status=99                    | --status must be a number from 200: 99",
                "--status=700                   | --status must be a number from 200 to 599: 700",
                "--body-size=1g                 | --body-size must be at most 100 million bytes: 1g",
                "--delay=soon                   | --delay must be a delay such as 50ms",
                "--fault=none                   | --fault must be one of CONNECTION_RESET_BY_PEER",
                "--fault-share=1%               | --fault-share needs --fault",
                "--fault=EMPTY_RESPONSE --fault-share=2 | --fault-share must be like 1% or 0.5%",
                "--fault=EMPTY_RESPONSE --fault-share=101% | --fault-share must be like 1% or 0.5%",
                "--stall=1s/10s                 | --stall needs --null",
                "--null --stall=10s/1s          | --stall must be a time in a longer one such as 1s/10s: 10s/1s",
                "--null --stall=1s              | --stall must be a time in a longer one such as 1s/10s: 1s",
                "--null --fault=EMPTY_RESPONSE  | --fault is WireMock's: leave out --null",
                "--mappings=no/where            | the directory of mappings no/where is not there",
                "--mappings=x --status=200      | --status is what the mappings say",
                "http://x                       | stubs takes options only: http://x"
            })
    void badInputIsNamed(String arguments, String message) {
        var run = Run.of(("stubs " + arguments).split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("heddle: ").contains(message).doesNotContain("\tat ");
    }

    @Test
    void aMistakeIsNoServer() {
        var line = CommandLine.parse("stubs", StubsOptions.known(), "--loops=0", "--null");

        assertThatThrownBy(() -> StubsOptions.read(line)).isInstanceOf(CommandFailure.class);
    }

    /** Starts it, asks it once, and ends it. */
    private List<HttpResponse<String>> serving(String... args) {
        var options = StubsOptions.read(CommandLine.parse("stubs", StubsOptions.known(), args));
        var answers = new ArrayList<HttpResponse<String>>();
        new StubsRun(options, stdio()).until(url -> answers.add(ask(url)));
        return answers;
    }

    private Stdio stdio() {
        var err = new ByteArrayOutputStream();
        var in = InputStream.nullInputStream();
        return new Stdio(in, out, err, false, false, false, false, 80, 24);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> ask(String url) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/any")).timeout(DEADLINE);
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
