package dev.heddle.load.stub;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadStubsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whatIsStubbedIsAnsweredWithItsLength() throws Exception {
        try (var stubs = LoadStubs.start()) {
            stubs.server().stubFor(get("/item").willReturn(okJson("{\"price\":42}")));

            var answer = ask(stubs, "/item");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"price\":42}");
            assertThat(answer.headers().firstValue("content-length")).contains("12");
        }
    }

    @Test
    void delayedAnswersAreSentByATimer() throws Exception {
        try (var stubs = LoadStubs.start()) {
            stubs.server().stubFor(any(anyUrl()).willReturn(ok().withFixedDelay(1)));

            assertThat(ask(stubs, "/").statusCode()).isEqualTo(200);
            assertThat(stubs.server().getOptions().getAsynchronousResponseSettings().isEnabled())
                    .isTrue();
        }
    }

    @Test
    void aJournalIsKeptWhereItWasAskedFor() throws Exception {
        try (var stubs = LoadStubs.builder().journal(10).start()) {
            ask(stubs, "/seen");

            stubs.server().verify(getRequestedFor(urlEqualTo("/seen")));
        }
    }

    @Test
    void theProbeTellsItsKind() {
        try (var stubs = LoadStubs.start()) {
            var probe = stubs.probe();
            probe.begin();

            assertThat(probe.end().kind()).isEqualTo("WireMock");
        }
    }

    @Test
    void aWrongPortIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadStubs.builder().port(70_000))
                .withMessageContaining("70000");
    }

    @Test
    void anyPathIsAnsweredAsItWasAskedFor() throws Exception {
        var delay = new StubDelay.Lognormal(Duration.ofMillis(1), 0.1);
        try (var stubs = LoadStubs.builder().anyPath(503, 7).delay(delay).start()) {
            stubs.server().stubFor(get("/mine").willReturn(ok("mine")));

            assertThat(ask(stubs, "/other").statusCode()).isEqualTo(503);
            assertThat(ask(stubs, "/other").body()).isEqualTo("xxxxxxx");
            assertThat(ask(stubs, "/mine").body()).isEqualTo("mine");
        }
    }

    @Test
    void faultsSpoilTheirShare() {
        var faulty = LoadStubs.builder().anyPath(200).faults(Fault.EMPTY_RESPONSE, 1);
        try (var stubs = faulty.start()) {
            assertThatThrownBy(() -> ask(stubs, "/")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void mappingsComeFromEitherKindOfDirectory(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("one.json"), mapping("/one"));
        var below = Files.createDirectories(directory.resolve("root/mappings"));
        Files.writeString(below.resolve("two.json"), mapping("/two"));

        try (var stubs = LoadStubs.builder().mappings(directory).start()) {
            assertThat(ask(stubs, "/one").statusCode()).isEqualTo(202);
        }
        try (var stubs = LoadStubs.builder().mappings(directory.resolve("root")).start()) {
            assertThat(ask(stubs, "/two").statusCode()).isEqualTo(202);
            assertThat(ask(stubs, "/one").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aBrokenMappingIsNamed(@TempDir Path directory) throws IOException {
        var broken = directory.resolve("broken.json");
        Files.writeString(broken, "{\"request\": oh}");

        assertThatThrownBy(() -> LoadStubs.builder().mappings(directory).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read the mapping " + broken)
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }

    @Test
    void aDirectoryWithoutMappingsIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> LoadStubs.builder().mappings(directory).start())
                .hasMessageContaining("there is no mapping (*.json) in " + directory);
        var missing = directory.resolve("missing");
        assertThatThrownBy(() -> LoadStubs.builder().mappings(missing).start())
                .hasMessageContaining("the directory of mappings " + missing + " is not there");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (var stubs = LoadStubs.start()) {
            var second = LoadStubs.builder().port(stubs.server().port());

            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(
                            "cannot listen on 127.0.0.1:"
                                    + stubs.server().port()
                                    + ": the port is in use");
        }
    }

    private static String mapping(String path) {
        return """
        {"request": {"method": "GET", "url": "%s"}, "response": {"status": 202}}
        """
                .formatted(path);
    }

    private HttpResponse<String> ask(LoadStubs stubs, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(stubs.url() + path)).timeout(DEADLINE);
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
