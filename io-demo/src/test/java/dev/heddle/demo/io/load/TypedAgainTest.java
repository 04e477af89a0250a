package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypedAgainTest {
    @Test
    void wordsAreQuotedForAShell() {
        assertThat(TypedAgain.command("http://h/a", "--slo", "p99<5ms", "-d", "it's"))
                .isEqualTo("./heddle load http://h/a --slo 'p99<5ms' -d 'it'\\''s'");
    }

    @Test
    void secretsStayWithTheUser() {
        assertThat(
                        TypedAgain.command(
                                "-H",
                                "Authorization: Bearer abc",
                                "--header=X-Api-Key: abc",
                                "-HCookie:abc",
                                "-H",
                                "Accept: text/html",
                                "--proxy=http://user:abc@h:1",
                                "http://user:abc@h/"))
                .doesNotContain("abc")
                .contains("'Authorization: …'", "X-Api-Key: …", "Cookie: …", "Accept: text/html");
    }
}
