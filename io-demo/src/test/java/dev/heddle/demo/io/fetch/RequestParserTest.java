package dev.heddle.demo.io.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {
    private static final Options.Sending PLAIN = new Options.Sending(null, Map.of(), null);

    private final RequestParser parser = new RequestParser(PLAIN, "urls.jsonl");

    @Test
    void aLineIsAUrl() {
        assertThat(parser.line("http://h/{a}", 1)).isEqualTo(Request.of("http://h/{a}"));
    }

    @Test
    void anObjectHasItsOwnMethodHeadersBodyAndId() {
        var request =
                parser.line(
                        """
                        {"id": 7, "url": "http://h/", "method": "PUT", "body": "text",
                         "headers": {"A": "1", "B": "2"}}
                        """,
                        1);

        assertThat(request.url()).isEqualTo("http://h/");
        assertThat(request.id()).isEqualTo("7");
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.headers()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(request.body().bytes).isEqualTo("text".getBytes(UTF_8));
        assertThat(request.defect()).isNull();
    }

    @Test
    void aBodyMakesItAPostAndAnObjectIsSentAsJson() {
        var request = parser.line("{\"url\":\"http://h/\",\"body\":{\"a\":[1,null]}}", 1);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(new String(request.body().bytes, UTF_8)).isEqualTo("{\"a\":[1,null]}");
        assertThat(request.body().type).isEqualTo("application/json");
    }

    @Test
    void whatALineDoesNotSayIsTheCommandLines() {
        var body = RequestParser.form("x=1".getBytes(UTF_8));
        var sending = new Options.Sending("PATCH", Map.of(), body);
        var request = new RequestParser(sending, "-").line("{\"url\":\"http://h/\"}", 1);

        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.body()).isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"uri\":\"http://h/\"}               | has a field uri, which there is not; did you mean url?",
                "{\"method\":\"GET\"}                  | has no field url",
                "{\"url\":null}                        | has no field url",
                "{\"url\":7}                           | has a url that is no string",
                "{\"url\":\"u\",\"method\":\"G T\"}    | has a method that is none: G T",
                "{\"url\":\"u\",\"method\":\"CONNECT\"} | has a method that is none: CONNECT",
                "{\"url\":\"u\",\"headers\":[]}        | has headers that are no object",
                "{\"url\":\"u\",\"headers\":{\"A\":1}} | has a header A that is no string",
                "{\"url\":\"u\",\"body\":true}         | has a body that is no string, object or list",
                "{\"url\":\"u\",\"id\":[]}             | has a id that is no string",
                "{\"url\":\"u\"} {}                    | has more than one JSON object",
                "{\"url\":                             | is no JSON: ",
                "{http://h/}                           | is no JSON: "
            })
    void aMistakeIsNamedWithItsLine(String line, String message) {
        assertThat(parser.line(line, 12).defect()).startsWith("line 12 of urls.jsonl " + message);
    }
}
