package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code --extract}: what is taken out of bodies, on workers. */
@Timeout(60)
class FetchExtractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void selectorsTakeTextsAndAttributes() {
        var found =
                extracted(
                        "/html",
                        "t=css:title",
                        "h=css:h1::text",
                        "hs[]=css:h1",
                        "link=css:a::attr(href)",
                        "none=css:h2",
                        "nones[]=css:h2");

        assertThat(found)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"t":"A page","h":"One","hs":["One","Two"],"link":"%s",
                                 "none":null,"nones":[]}
                                """
                                        .formatted(server.url("/b?x=1"))));
    }

    @Test
    void pathsTakeValuesOfAnyType() {
        var found =
                extracted(
                        "/json",
                        "price=json:$.price",
                        "tags=json:$.tags",
                        "id=json:$.items[*].id",
                        "ids[]=json:$.items[*].id",
                        "no=json:$.no",
                        "none=json:$.a.b.c");

        assertThat(found)
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"price":42.5,"tags":["a","b"],"id":1,"ids":[1,2],
                                 "no":null,"none":null}
                                """));
    }

    @Test
    void expressionsTakeTheFirstGroupOrTheWhole() {
        var found =
                extracted("/html", "g=regex:<h1>(\\w+)<", "w[]=regex:h1>\\w", "none=regex:(x)yz");

        assertThat(found)
                .isEqualTo(
                        JSON.readTree("{\"g\":\"One\",\"w\":[\"h1>O\",\"h1>T\"],\"none\":null}"));
    }

    @Test
    void aBodyThatCannotBeReadIsAFailureOfItsOwn() {
        var record = record("/html", "price=json:$.price");

        assertThat(record.get("ok").booleanValue()).isFalse();
        assertThat(record.get("kind").stringValue()).isEqualTo("extract");
        assertThat(record.get("error").stringValue())
                .isEqualTo("cannot read price: the body is no JSON");
        assertThat(record.has("extracted")).isFalse();
    }

    @Test
    void nothingIsTakenOutOfAnErrorPage() {
        var record = record("/status/404", "all=regex:.*");

        assertThat(record.get("kind").stringValue()).isEqualTo("status-404");
        assertThat(record.has("extracted")).isFalse();
    }

    private JsonNode extracted(String path, String... expressions) {
        return record(path, expressions).get("extracted");
    }

    private JsonNode record(String path, String... expressions) {
        var command = new ArrayList<>(List.of("fetch", "-q", "-o", "-"));
        for (String expression : expressions) {
            command.add("-x");
            command.add(expression);
        }
        command.add(server.url(path));
        return JSON.readTree(Run.of(command.toArray(String[]::new)).out());
    }
}
