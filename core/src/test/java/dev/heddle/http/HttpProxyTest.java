package dev.heddle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy a URL is reached through. */
class HttpProxyTest {
    private static @Nullable String proxyOf(HttpProxy proxy, String url) {
        var server = proxy.server(UrlParser.parse(url).origin());
        return server == null ? null : server.toString();
    }

    private static boolean isDirect(String rule, String url) {
        return proxyOf(HttpProxy.of("http://p:1").except(rule), url) == null;
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy:3128, http://proxy:3128",
        "http://proxy:80/, http://proxy:80",
        "HTTP://Proxy:3128/, http://proxy:3128",
        "proxy:3128, http://proxy:3128",
        "proxy, http://proxy:1080",
        "socks5://127.0.0.1:9, socks5://127.0.0.1:9",
        "socks5h://[::1]:9, socks5h://[::1]:9",
        "http://u:secret@proxy:1, http://proxy:1",
        "u:secret@proxy:1, http://proxy:1",
    })
    void urlNamesTheProxyAndTextShowsNoPassword(String url, String expected) {
        var proxy = HttpProxy.of(url);

        assertThat(proxyOf(proxy, "https://h/")).isEqualTo(expected);
        assertThat(proxyOf(proxy, "http://h/")).isEqualTo(expected);
        assertThat(proxy.toString()).contains(expected).doesNotContain("secret");
    }

    @Test
    void userAndPasswordAreDecoded() {
        var server = ProxyServer.parse("http://us%40er:p%3Aa:ss@proxy:1");

        assertThat(server.user()).isEqualTo("us@er");
        assertThat(server.password()).isEqualTo("p:a:ss");
        assertThat(ProxyServer.parse("http://user@proxy:1").password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:secret@proxy:1",
                "socks4://u:secret@proxy:1",
                "http://u:secret@proxy:1/path",
                "http://u:secret@",
                "http://u:sec@ret@pro xy:1",
                "u:secret@proxy:99999",
                "http://u:sec/ret@proxy:1",
                "http://u:secret%@proxy:1",
                ""
            })
    void whatIsNoUrlOfAProxyIsRefusedWithoutThePassword(String url) {
        assertThatThrownBy(() -> HttpProxy.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not the URL of a proxy: ")
                .hasMessageNotContaining("sec")
                .hasMessageNotContaining("ret");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, http://example.com/, true",
        "example.com, http://EXAMPLE.com./, true",
        "example.com, http://www.example.com/, true",
        "example.com, http://badexample.com/, false",
        "example.com, http://example.com.evil.org/, false",
        ".example.com, http://example.com/, true",
        ".example.com, http://a.b.example.com/, true",
        "Example.COM., http://example.com/, true",
        "example.com:8080, http://example.com:8080/, true",
        "example.com:8080, http://example.com/, false",
        "example.com:443, https://example.com/, true",
        "*, http://anything/, true",
        "*, https://[::1]/, true",
        "127.0.0.1, http://127.0.0.1:99/, true",
        "127.0.0.1, http://localhost/, false",
        "127.0.0.1:80, http://127.0.0.1/, true",
        "127.0.0.1:80, http://127.0.0.1:81/, false",
        "0.0.1, http://127.0.0.1/, false",
        "10.0.0.0/8, http://10.200.3.4/, true",
        "10.0.0.0/8, http://11.0.0.1/, false",
        "10.0.0.0/8, http://10.example.com/, false",
        "192.168.5.128/25, http://192.168.5.129/, true",
        "192.168.5.128/25, http://192.168.5.127/, false",
        "10.0.0.0/8, http://[::ffff:10.1.2.3]/, true",
        "::1, http://[::1]/, true",
        "[::1]:80, http://[::1]/, true",
        "[::1]:80, http://[::1]:81/, false",
        "[::1], http://[0:0::1]:81/, true",
        "fd00::/8, http://[fd12::1]/, true",
        "fd00::/8, http://[fe12::1]/, false",
        "::/0, http://10.0.0.1/, false",
        "localhost, http://localhost/, true",
        "example.com, http://localhost/, false",
        "example.com, http://127.0.0.1/, false",
    })
    void exceptionsAreThoseOfCurl(String rule, String url, boolean direct) {
        assertThat(isDirect(rule, url)).isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "a/8", "h:port", "h:99999", "[::1", ".", "[::1]x", "/"})
    void whatIsNoHostIsNoException(String rule) {
        assertThatThrownBy(() -> HttpProxy.of("http://p:1").except(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void exceptionsAddUp() {
        var proxy = HttpProxy.of("http://p:1").except("a", "b").except("c");

        for (String host : new String[] {"a", "b", "c"}) {
            assertThat(proxyOf(proxy, "http://" + host + "/")).isNull();
        }
        assertThat(proxyOf(proxy, "http://d/")).isEqualTo("http://p:1");
    }

    @Test
    void environmentNamesAProxyForEachScheme() {
        var proxy =
                HttpProxy.fromEnvironment(
                        Map.of(
                                "http_proxy", "a:1",
                                "HTTPS_PROXY", "http://b:2",
                                "no_proxy", "x, y.org z"));

        assertThat(proxyOf(proxy, "http://h/")).isEqualTo("http://a:1");
        assertThat(proxyOf(proxy, "https://h/")).isEqualTo("http://b:2");
        for (String host : new String[] {"x", "sub.y.org", "z"}) {
            assertThat(proxyOf(proxy, "https://" + host + "/")).isNull();
        }
    }

    @Test
    void requestHeaderOfACgiIsNoProxy() {
        assertThat(HttpProxy.fromEnvironment(Map.of("HTTP_PROXY", "evil:1")))
                .isSameAs(HttpProxy.none());
    }

    @Test
    void lowerCaseComesFirstAndAllIsForTheRest() {
        var proxy =
                HttpProxy.fromEnvironment(
                        Map.of(
                                "https_proxy", "low:1",
                                "HTTPS_PROXY", "high:1",
                                "http_proxy", "",
                                "ALL_PROXY", "socks5h://all:1"));

        assertThat(proxyOf(proxy, "https://h/")).isEqualTo("http://low:1");
        assertThat(proxyOf(proxy, "http://h/")).isEqualTo("socks5h://all:1");
    }

    @Test
    void badVariableIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> HttpProxy.fromEnvironment(Map.of("all_proxy", "ftp://u:secret@h")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("all_proxy: ")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() ->
                        HttpProxy.fromEnvironment(
                                Map.of("http_proxy", "h", "NO_PROXY", "1.2.3.4/99")))
                .hasMessageStartingWith("NO_PROXY: ")
                .hasMessageContaining("1.2.3.4/99");
    }
}
