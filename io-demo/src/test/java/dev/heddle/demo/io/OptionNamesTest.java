package dev.heddle.demo.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages name options, and no methods of a session. */
class OptionNamesTest {
    @ParameterizedTest
    @CsvSource({
        "self-signed; trust it with Tls.trust(file), self-signed; trust it with --cacert=FILE",
        "one too many: maxRedirects is 1, one too many: --max-redirects is 1",
        "long: raise maxInflation if it is no bomb, long: it is a decompression bomb",
        "to http: allowInsecureRedirects() allows that, 'to http, which is not followed'",
        "another sentence, another sentence"
    })
    void whatASessionSaysIsSaidInOptions(String told, String start) {
        assertThat(OptionNames.in(told)).startsWith(start);
    }
}
