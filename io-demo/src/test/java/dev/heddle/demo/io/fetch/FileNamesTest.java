package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @Test
    void hostPathAndExtensionCanBeRead() {
        assertThat(FileNames.of("https://example.com/a/logo.png?v=2"))
                .matches("example\\.com_a_logo-[0-9a-f]{16}\\.png");
        assertThat(FileNames.of("http://user:secret@example.com:8080"))
                .matches("example\\.com_8080-[0-9a-f]{16}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/../../etc/passwd",
                "http://h/..",
                "http://h/.hidden",
                "http://../x",
                "http://h/a\\..\\b:c*?<>|\"",
                "http://h/%2e%2e%2f\u0000\n",
                "http://h/x.tar.gz/",
                "http://h/ü/日本.html",
                "http://h/a.ext-with-dash",
                "",
                "/"
            })
    void nothingLeavesTheDirectory(String url) {
        assertThat(FileNames.of(url))
                .matches("[A-Za-z0-9._-]*-[0-9a-f]{16}(\\.[A-Za-z0-9-]+)?")
                .doesNotStartWith(".");
    }

    @Test
    void namesAreDifferentEvenWhereCaseDoesNotCount() {
        var urls =
                Stream.of(
                        "http://h/a",
                        "http://h/A",
                        "http://h/a/",
                        "http://h/a?1",
                        "http://h/a#1",
                        "https://h/a");

        assertThat(urls.map(u -> FileNames.of(u).toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
    }

    @Test
    void namesFitAnyFileSystem() {
        assertThat(FileNames.of("http://h/" + "ü".repeat(5_000) + ".html")).hasSizeLessThan(200);
    }
}
