package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireRequestTest {
    @Test
    void aGetSaysWhereItGoesAndWhoSendsIt() {
        assertThat(text(LoadRequest.get("http://Example.org/a?b=c#d")))
                .isEqualTo(
                        String.join(
                                "\r\n",
                                "GET /a?b=c HTTP/1.1",
                                "accept: */*",
                                "host: example.org",
                                "user-agent: heddle-load",
                                "",
                                ""));
    }

    @Test
    void headersOfTheUsersReplaceTheUsualOnes() {
        var request = LoadRequest.get("http://h/").header("Host", "other").header("ACCEPT", "x/y");

        assertThat(text(request)).contains("host: other\r\n", "accept: x/y\r\n");
        assertThat(text(request)).doesNotContain("*/*");
    }

    @Test
    void aBodyHasItsLengthInBytes() {
        var request = LoadRequest.of("POST", "http://h/").body("\u00fc");

        assertThat(text(request)).contains("content-length: 2\r\n").endsWith("\r\n\r\n\u00fc");
    }

    @Test
    void aPostWithoutABodySaysSo() {
        assertThat(text(LoadRequest.of("POST", "http://h/"))).contains("content-length: 0\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h,                 h,         80,   h,              /",
        "http://h:80/,             h,         80,   h,              /",
        "HTTP://h:8080?x,          h,         8080, h:8080,         /?x",
        "http://127.0.0.1:/a,      127.0.0.1, 80,   127.0.0.1,      /a",
        "http://[::1]:8080/a,      ::1,       8080, [::1]:8080,     /a",
        "http://[::1]/a#b,         ::1,       80,   [::1],          /a",
        "http://h/\u00fc|%20,      h,         80,   h,              /%C3%BC%7C%20",
    })
    void takesUrlsApart(String url, String host, int port, String authority, String path) {
        assertThat(WireUrl.of(url)).isEqualTo(new WireUrl(host, port, authority, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://h/", "http://u:p@h/", "http://b\u00fccher.example/", "http:///a"})
    void leavesOtherUrlsToASession(String url) {
        assertThat(WireUrl.isPlain(url)).isFalse();
    }

    @Test
    void leavesRequestsToASessionThatChangeHowAMessageEnds() {
        assertThat(WireRequest.isPlain(LoadRequest.get("http://h/"))).isTrue();
        assertThat(WireRequest.isPlain(LoadRequest.get("http://h/").header("Expect", "x")))
                .isFalse();
        assertThat(WireRequest.isPlain(LoadRequest.get("http://h/").header("connection", "x")))
                .isFalse();
        assertThat(WireRequest.isPlain(LoadRequest.of("CONNECT", "http://h/"))).isFalse();
    }

    private static String text(LoadRequest request) {
        var made = WireRequest.of(request);
        try {
            return made.bytes().toString(StandardCharsets.UTF_8);
        } finally {
            made.release();
        }
    }
}
