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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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

    private HttpResponse<String> ask(LoadStubs stubs, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(stubs.url() + path)).timeout(DEADLINE);
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
