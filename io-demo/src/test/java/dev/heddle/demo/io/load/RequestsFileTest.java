package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.load.LoadRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsFileTest {
    @Test
    void linesAreRequests() {
        var requests =
                read(
                        """
                        # a comment

                        http://h/plain
                        2:http://h/weighted
                        {"url": "http://h/a", "method": "PUT", "headers": {"X-A": "1"}, "weight": 3}
                        {"url": "http://h/b", "body": {"id": "${id}"}}
                        {"url": "http://h/c", "body": "a=1"}
                        """);

        assertThat(requests)
                .containsExactly(
                        new LoadRequest("GET", "http://h/plain", Map.of("X-U", "u"), null, 1),
                        new LoadRequest("GET", "http://h/weighted", Map.of("X-U", "u"), null, 2),
                        new LoadRequest(
                                "PUT", "http://h/a", Map.of("X-U", "u", "X-A", "1"), null, 3),
                        posted("http://h/b", "application/json", "{\"id\":\"${id}\"}"),
                        posted("http://h/c", "application/x-www-form-urlencoded", "a=1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                  | line 2 of standard input is no JSON object: ",
                "{\"url\": \"http://h/\"} {}        | line 2 of standard input is no JSON object: ",
                "{}                                 | line 2 of standard input: there is no field url",
                "{\"uri\": \"http://h/\"}           | there is no field uri of a request; did you mean url?",
                "{\"url\": 5}                       | the url is no string",
                "{\"url\": \"h:80\"}                | a URL must begin with http:// or https://: h:80",
                "{\"url\": \"http://h\", \"method\": \"G T\"} | the method is none: G T",
                "{\"url\": \"http://h\", \"headers\": []}     | the headers are no object",
                "{\"url\": \"http://h\", \"headers\": {\"a\": 1}} | the a is no string",
                "{\"url\": \"http://h\", \"weight\": 0}       | the weight must be a number from 1 to 1000000: 0",
                "{\"url\": \"http://h\", \"weight\": 1.5}     | the weight must be a number from 1 to 1000000: 1.5",
                "h:80                               | line 2 of standard input: a URL must begin with",
            })
    void aLineThatIsNoRequestIsNamed(String line, String message) {
        assertThatThrownBy(() -> read("http://h/\n" + line + "\n")).hasMessageContaining(message);
    }

    @Test
    void aFileWithoutRequestsIsSaid() {
        assertThatThrownBy(() -> read("# nothing\n"))
                .hasMessage("there is no request in standard input");
    }

    private static LoadRequest posted(String url, String type, String body) {
        return new LoadRequest("POST", url, Map.of("X-U", "u", "Content-Type", type), body, 1);
    }

    private static List<LoadRequest> read(String text) {
        var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return RequestsFile.read("-", in, new Usual(null, Map.of("X-U", "u"), null));
    }
}
