package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParserTest {
    @ParameterizedTest
    @CsvSource({
        "http://h, http://h/",
        "HTTP://Example.ORG/A, http://example.org/A",
        "http://h:80/a, http://h/a",
        "http://h:/a, http://h/a",
        "https://h:443/a, https://h/a",
        "https://h:80/a, https://h:80/a",
        "http://h:8080?a=b, http://h:8080/?a=b",
        "http://h/a?b=c#d, http://h/a?b=c",
        "http://h#d, http://h/",
        "http://h/a%20b, http://h/a%20b",
        "http://h/ü/😀?ö, http://h/%C3%BC/%F0%9F%98%80?%C3%B6",
        "http://h/{a}|\"b\", http://h/%7Ba%7D%7C%22b%22",
        "http://bücher.example/, http://xn--bcher-kva.example/",
        "http://[::1]/a, http://[::1]/a",
        "http://[::1]:8080/a, http://[::1]:8080/a",
        "http://[2001:DB8::1]/a]b, http://[2001:db8::1]/a]b",
        "http://h/a:b@c, http://h/a:b@c",
        "http://127.0.0.1:18080/data/1, http://127.0.0.1:18080/data/1",
    })
    void urlIsReadAs(String url, String read) {
        assertThat(UrlParser.parse(url).url()).isEqualTo(read);
    }

    @Test
    void userInfoIsDecodedAndTakenOut() {
        var target = UrlParser.parse("http://a+b:c%20d@e@h/");

        assertThat(target.credentials()).isEqualTo("a+b:c d@e");
        assertThat(target.url()).isEqualTo("http://h/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "/a",
                "//h/a",
                "ftp://h/",
                "http:/h",
                "http://",
                "http:///a",
                "http://:80/",
                "http://h:0/",
                "http://h:65536/",
                "http://h:99999999999/",
                "http://h:8o/",
                "http://h:-1/",
                "http://a b/",
                "http://h/a b",
                "http://h/a\r\nX: y",
                "http://h\u0000/",
                "http://[::1/",
                "http://[x]/",
                "http://[::1%\r\nX: y]/",
                "http://[::1%eth0]/",
                "http://[fe80::1%25eth0]/",
                "http://[[::1]]/",
                "http://good.example\\@evil.example/",
                "http://a\r\nb@h/",
                "http://a\u0085b@h/",
                "http://::1/",
                "http://h%41/",
                "http://u%zz@h/",
                " http://h/",
                "http://h/ ",
            })
    void malformedUrlIsRefusedAndShown(String url) {
        assertThatThrownBy(() -> UrlParser.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an http(s) URL: ")
                .hasMessageNotContainingAny("\r", "\n", "\u0000");
    }

    @Test
    void passwordIsNotShown() {
        assertThatThrownBy(() -> UrlParser.parse("http://me:secret@h:0/"))
                .hasMessage("not an http(s) URL: http://me:***@h:0/ (its port is not 1 to 65535)");
    }
}
