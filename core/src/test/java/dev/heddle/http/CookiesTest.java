package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cookies are kept, and who gets them. */
class CookiesTest {
    private Duration later = Duration.ZERO;
    private final Cookies cookies = new Cookies(() -> Instant.now().plus(later));

    private void set(String url, String... lines) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (String line : lines) {
            headers.add("Set-Cookie", line);
        }
        cookies.received(UrlParser.parse(url), headers);
    }

    private String sent(String url) {
        return cookies.header(UrlParser.parse(url));
    }

    @Test
    void cookieGoesBackToItsHostAndNoOther() {
        set("http://a.example.com/", "id=1");

        assertThat(sent("http://a.example.com/deep/path?q=/x")).isEqualTo("id=1");
        assertThat(sent("http://a.example.com:8080/")).isEqualTo("id=1");
        assertThat(sent("http://b.a.example.com/")).isNull();
        assertThat(sent("http://example.com/")).isNull();
        assertThat(sent("http://xa.example.com/")).isNull();
    }

    @Test
    void cookieOfADomainGoesToAllBelowIt() {
        set("http://a.example.com/", "id=1; Domain=.Example.com");

        assertThat(sent("http://example.com/")).isEqualTo("id=1");
        assertThat(sent("http://x.y.example.com/")).isEqualTo("id=1");
        assertThat(sent("http://notexample.com/")).isNull();
        assertThat(sent("http://com/")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "co.uk", "other.com", "b.a.example.co.uk", "github.io"})
    void cookieForAPublicSuffixOrAnotherDomainIsRefused(String domain) {
        for (String url : new String[] {"http://a.example.co.uk/", "http://a.github.io/"}) {
            set(url, "id=1; Domain=" + domain);

            assertThat(sent("http://" + domain + "/")).isNull();
            assertThat(sent(url)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://[::1]:8080/", "http://localhost:1/"})
    void cookieOfAnAddressOrAnUnqualifiedNameGoesBack(String url) {
        set(url, "id=1");

        assertThat(sent(url)).isEqualTo("id=1");
        assertThat(sent("http://1.127.0.0.1.example.com/")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b?q=1, , /a/c, true",
        "/a/b, , /ab, false",
        "/a/b, , /, false",
        "/, /docs, /docs, true",
        "/, /docs, /docs/x, true",
        "/, /docs, /docsx, false",
        "/, relative, /any, true",
    })
    void pathDecidesWhoGetsIt(String setAt, String path, String sentTo, boolean got) {
        set("http://example.com" + setAt, path == null ? "id=1" : "id=1; Path=" + path);

        assertThat(sent("http://example.com" + sentTo)).isEqualTo(got ? "id=1" : null);
    }

    @Test
    void longerPathsComeFirstThenOlderCookies() {
        set("http://example.com/", "a=1; Path=/", "b=2; Path=/x", "c=3; Path=/");
        set("http://example.com/", "a=4; Path=/");

        assertThat(sent("http://example.com/x")).isEqualTo("b=2; a=4; c=3");
    }

    @Test
    void secureCookieIsSetAndSentOverHttpsOnly() {
        set("http://example.com/", "id=1; Secure");
        assertThat(sent("https://example.com/")).isNull();

        set("https://example.com/", "id=2; Secure; HttpOnly");
        set("http://example.com/", "id=3");

        assertThat(sent("https://example.com/")).isEqualTo("id=2");
        assertThat(sent("http://example.com/")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https, '__Secure-a=1; Secure', true",
        "https, '__Secure-a=1', false",
        "https, '__Host-a=1; Secure; Path=/', true",
        "https, '__Host-a=1; Secure; Path=/; Domain=example.com', false",
        "https, '__Host-a=1; Secure; Path=/x', false",
        "http, '__Host-a=1; Secure; Path=/', false",
    })
    void prefixesOfNamesKeepTheirPromise(String scheme, String line, boolean kept) {
        set(scheme + "://example.com/", line);

        assertThat(sent("https://example.com/x") != null).isEqualTo(kept);
    }

    @Test
    void maxAgeWinsOverExpiresAndEndsTheCookie() {
        set(
                "http://example.com/",
                "a=1; Max-Age=3600; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "b=2; Max-Age=7200",
                "c=3; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
                "d=4");
        assertThat(sent("http://example.com/")).isEqualTo("a=1; b=2; d=4");

        later = Duration.ofMinutes(90);

        assertThat(sent("http://example.com/")).isEqualTo("b=2; d=4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Max-Age=0", "Max-Age=-1", "Expires=Thu, 01-Jan-70 00:00:01 GMT"})
    void cookieThatIsOverRemovesTheOneBefore(String over) {
        set("http://example.com/", "a=1", "b=2");
        set("http://example.com/", "a=; " + over);

        assertThat(sent("http://example.com/")).isEqualTo("b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "=x",
                ";",
                "; Path=/",
                "a=1; Expires=Mon, 31 Feb 2026 99:99:99 GMT",
                "a=1; Max-Age=99999999999999999999",
                "a=1; Expires=; Domain=\u00ff",
            })
    void whatIsNoCookieHarmsNobody(String line) {
        set("http://example.com/", line, "good=1");

        assertThat(sent("http://example.com/")).endsWith("good=1");
    }

    @Test
    void valuesGoBackAsTheyCame() {
        set("http://example.com/", "a=\"x y\"", "b=k=v==", "c=");

        assertThat(sent("http://example.com/")).isEqualTo("a=\"x y\"; b=k=v==; c=");
    }

    @Test
    void cookieOfMoreThanFourKibibytesIsRefused() {
        set("http://example.com/", "a=" + "x".repeat(4_094), "b=" + "x".repeat(4_095));

        assertThat(sent("http://example.com/")).startsWith("a=").doesNotContain("b=");
    }

    @Test
    void fiftyOfADomainAreKeptTheOldestGoFirst() {
        for (int i = 0; i < 60; i++) {
            set("http://example.com/", "c" + i + "=1");
        }

        assertThat(sent("http://example.com/").split("; ", -1))
                .hasSize(50)
                .startsWith("c10=1")
                .endsWith("c59=1");
    }

    @Test
    void threeThousandAreKeptThoseOfTheDomainUsedLongestAgoGoFirst() {
        for (int i = 0; i < 3_000; i++) {
            set("http://h" + i + ".example.com/", "a=1");
        }
        assertThat(sent("http://h0.example.com/")).isEqualTo("a=1");

        set("http://new.example.com/", "a=1");

        assertThat(sent("http://h0.example.com/")).isEqualTo("a=1");
        assertThat(sent("http://h1.example.com/")).isNull();
        assertThat(sent("http://new.example.com/")).isEqualTo("a=1");
    }

    @Test
    void ownCookiesOfARequestComeFirstAndAloneUnderTheirName() {
        set("http://example.com/", "a=kept", "b=kept");
        var headers = new DefaultHttpHeaders().set("Cookie", "x=own; a=own");

        cookies.addTo(headers, UrlParser.parse("http://example.com/"));

        assertThat(headers.getAll("Cookie")).containsExactly("x=own; a=own; b=kept");
    }
}
