package dev.heddle.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBookTest {
    private static final DataTable USERS =
            DataTable.of(List.of(Map.of("user", "a b/ü+"), Map.of("user", "bob")));

    @Test
    void valuesAreEncodedInTheUrlAndStayAsTheyAreElsewhere() {
        var request =
                LoadRequest.of("POST", "http://h:80/u/${user}?q=${ user }&n=1")
                        .header("X-User", "<${user}>")
                        .body("{\"u\":\"${user}\"}");

        var filled = book(request).filled(0, 0);

        assertThat(filled.url())
                .isEqualTo("http://h:80/u/a%20b%2F%C3%BC%2B?q=a%20b%2F%C3%BC%2B&n=1");
        assertThat(filled.headers()).containsExactly(Map.entry("X-User", "<a b/ü+>"));
        assertThat(filled.body()).isEqualTo("{\"u\":\"a b/ü+\"}");
    }

    @Test
    void aSampleIsTheFirstRequestToAnOrigin() {
        var book =
                RequestBook.of(
                        List.of(
                                LoadRequest.get("http://h/${user}"),
                                LoadRequest.get("HTTP://H/other"),
                                LoadRequest.get("http://h:81/?${user}"),
                                LoadRequest.get("https://h")),
                        USERS);

        assertThat(book.samples())
                .extracting(LoadRequest::url)
                .containsExactly(
                        "http://h/a%20b%2F%C3%BC%2B",
                        "http://h:81/?a%20b%2F%C3%BC%2B", "https://h");
    }

    @Test
    void rowsBeginAgainAfterTheLast() {
        var book = book(LoadRequest.get("http://h/${user}"));

        assertThat(book.isFixed(0)).isFalse();
        assertThat(book.filled(0, 1L << 40 | 1).url()).isEqualTo("http://h/bob");
        assertThat(book.filled(0, -1).url()).isEqualTo("http://h/bob");
    }

    @Test
    void aDoubledDollarStandsForItself() {
        var book =
                RequestBook.of(
                        List.of(LoadRequest.of("POST", "http://h/").body("$$${x} $ $y {z}")), null);

        assertThat(book.isFixed(0)).isTrue();
        assertThat(book.filled(0, 7).body()).isEqualTo("$${x} $ $y {z}");
    }

    @Test
    void eachIsPickedAsOftenAsItsWeightHasIt() {
        var book =
                book(
                        LoadRequest.get("http://h/a"),
                        LoadRequest.get("http://h/b").weight(3),
                        LoadRequest.get("http://h/c").weight(6));
        var random = new Random(1);
        int[] picked = new int[3];

        for (int i = 0; i < 100_000; i++) {
            picked[book.pick(random)]++;
        }

        assertThat(picked[0]).isBetween(9_500, 10_500);
        assertThat(picked[1]).isBetween(29_000, 31_000);
        assertThat(picked[2]).isBetween(59_000, 61_000);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/items/${user}?x=1#y, GET /items/${user}",
        "http://h, GET /",
        "https://u:p@[::1]:8443/a, GET /a"
    })
    void namesAreMethodAndPath(String url, String name) {
        assertThat(book(LoadRequest.get(url)).name(0)).isEqualTo(name);
    }

    @Test
    void namesTellRequestsApartByAsLittleAsTheyNeed() {
        var book =
                book(
                        LoadRequest.get("http://h/a"),
                        LoadRequest.get("http://h/b?q=1"),
                        LoadRequest.get("http://h/b?q=2#x"),
                        LoadRequest.get("http://u:secret@h:81/c"),
                        LoadRequest.get("http://i/c?q"),
                        LoadRequest.get("http://i/c"),
                        LoadRequest.of("POST", "http://h/d").body("1"),
                        LoadRequest.of("POST", "http://h/d").body("2"),
                        LoadRequest.of("PUT", "http://h/d"));

        assertThat(IntStream.range(0, book.size()).mapToObj(book::name))
                .containsExactly(
                        "GET /a",
                        "GET /b?q=1",
                        "GET /b?q=2",
                        "GET http://h:81/c",
                        "GET /c?q",
                        "GET http://i/c",
                        "POST /d #7",
                        "POST /d #8",
                        "PUT /d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X:Y", "GET /", "GET\r\n", "É"})
    void aMethodIsAWord(String method) {
        String shown = (method + " http://h/").stripLeading().replaceAll("\\p{Cntrl}", "?");

        assertRefused(
                LoadRequest.of(method, "http://h/"),
                shown + ": its method must be a word without blanks or colons, such as GET");
    }

    @Test
    void noTunnelsAreOpened() {
        assertRefused(
                LoadRequest.of("CONNECT", "http://h/"),
                "CONNECT http://h/: CONNECT opens a tunnel, which a load test does not");
    }

    @Test
    void headersHaveOnlyWhatTheyCanCarry() {
        var table = DataTable.of(List.of(Map.of("t", "ÿ"), Map.of("t", "a\u0100")));
        var request = LoadRequest.get("http://h/").header("X", "${t}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestBook.of(List.of(request), table))
                .withMessage(
                        "GET http://h/: its header X with t of row 2 has \u0100 in it, which no"
                                + " header can carry");
        assertRefused(
                LoadRequest.get("http://h/").header("X", "\uD83E\uDDF5"),
                "GET http://h/: its header X has \uD83E\uDDF5 in it, which no header can carry");
    }

    @Test
    void anUnknownColumnIsNamedBesideThoseThereAre() {
        assertRefused(
                LoadRequest.get("http://h/${usr}"),
                "GET http://h/${usr}: it asks for ${usr}, and no row has that column, only user;"
                        + " did you mean user?");
    }

    @Test
    void aColumnNeedsData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestBook.of(List.of(LoadRequest.get("http://h/${id}")), null))
                .withMessage(
                        "GET http://h/${id}: it asks for ${id}, and there is no data to take it"
                                + " from");
    }

    @Test
    void anOpenPlaceholderIsSaidWithItsPart() {
        assertRefused(
                LoadRequest.get("http://h/").header("A", "${user"),
                "GET http://h/: its header A has a ${ without its }; where it is meant as it"
                        + " stands, write $${");
        assertRefused(
                LoadRequest.get("http://h/").body("${ }"),
                "GET http://h/: its body has a ${} without a column's name; where it is meant as it"
                        + " stands, write $${");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h/path",
                "ftp://h/",
                "http:///path",
                "http://:80/",
                "http://h:x/",
                "http://h h/",
                "http://h:80:80/",
                "http://[::1/"
            })
    void whatIsNoUrlIsRefused(String url) {
        assertRefused(
                LoadRequest.get(url),
                "GET " + url + ": its URL must begin with http:// or https:// and a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h:0/", "http://h:65536", "http://h:99999999999/"})
    void portsHaveTheirRange(String url) {
        assertRefused(
                LoadRequest.get(url), "GET " + url + ": its URL has no port between 1 and 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${user}/", "http://${user}/", "http://h.${user}/", "http://h:8${user}"})
    void theHostIsTheSameForAllRows(String url) {
        assertRefused(
                LoadRequest.get(url),
                "GET "
                        + url
                        + ": its URL must begin with http:// or https:// and a host; a ${…} may"
                        + " only come after those");
    }

    @Test
    void lineBreaksAreKeptOutOfHeadersAndUrls() {
        var table = DataTable.of(List.of(Map.of("t", "a"), Map.of("t", "b\r\nEvil: 1")));
        var request = LoadRequest.get("http://h/").header("X", "${t}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestBook.of(List.of(request), table))
                .withMessage(
                        "GET http://h/: its header X with t of row 2 has a line break or another"
                                + " control character in it");
        assertRefused(
                LoadRequest.get("http://h/").header("X", "a\nb"),
                "GET http://h/: its header X has a line break or another control character in it");
        assertRefused(
                LoadRequest.get("http://h/a\nb"),
                "GET http://h/a?b: its URL has a line break or another control character in it");
    }

    private static void assertRefused(LoadRequest request, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> book(request)).withMessage(message);
    }

    private static RequestBook book(LoadRequest... requests) {
        return RequestBook.of(List.of(requests), USERS);
    }

    @Test
    void valuesInStringsOfJsonAreEscapedAndOthersAreAsTheyAre() {
        var rows = DataTable.of(List.of(Map.of("a", "x\"\\\n", "b", "{\"n\": 1}")));
        String body = "{\"say \\\"${a}\": \"${a}\", \"b\": ${b}, \"c\": \"${b}\"}";
        var plain = LoadRequest.of("POST", "http://h/").body(body);
        var json = plain.header("content-type", "application/problem+JSON; charset=utf-8");

        var book = RequestBook.of(List.of(json, plain), rows);

        assertThat(book.filled(0, 0).body())
                .isEqualTo(
                        "{\"say \\\"x\\\"\\\\\\n\": \"x\\\"\\\\\\n\", \"b\": {\"n\": 1},"
                                + " \"c\": \"{\\\"n\\\": 1}\"}");
        assertThat(book.filled(1, 0).body()).contains("\"x\"\\\n\"");
    }
}
