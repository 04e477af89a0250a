package dev.heddle.demo.io.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the session does for the command, seen from the command. */
@Timeout(60)
class FetchSessionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = TestServer.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void aRedirectThatIsNotFollowedIsAnAnswer() {
        var record = record("--max-redirects", "0", server.url("/to/a"));

        assertThat(record.get("status").intValue()).isEqualTo(302);
        assertThat(record.has("finalUrl")).isFalse();
    }

    @Test
    void aRedirectIsFollowedAndItsEndRecorded() {
        var record = record(server.url("/to/to/a"));

        assertThat(record.get("status").intValue()).isEqualTo(200);
        assertThat(record.get("finalUrl").stringValue()).isEqualTo(server.url("/a"));
        assertThat(record("--max-redirects", "1", server.url("/to/to/a")).get("kind").stringValue())
                .isEqualTo("redirect");
    }

    @Test
    void privateAddressesAreRefused() {
        var record = record("--block-private", server.url("/a"));

        assertThat(record.get("kind").stringValue()).isEqualTo("address-refused");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void failuresThatMayPassAreRetried() {
        record("--retries", "2", server.url("/status/503"));
        assertThat(server.asked).hasSize(3);

        record("--retries", "0", server.url("/status/503"));
        assertThat(server.asked).hasSize(4);
    }

    @Test
    void theSlowestHaveTheirPhases() {
        var run = Run.of("fetch", "--json", server.url("/a"), server.url("/b"));

        var slow = JSON.readTree(run.out()).get("slowest").get(0);
        assertThat(slow.get("attempts").intValue()).isEqualTo(1);
        assertThat(slow.get("phasesMillis").get("firstByte").doubleValue()).isPositive();
    }

    @Test
    void aUrlThatIsOnlyWrittenOtherwiseIsNoRedirect() {
        for (String url :
                new String[] {
                    server.url("/ä?ö=ü#part"),
                    server.url("").replace("http", "HTTP"),
                    server.url("/a b"),
                    server.url("/a").replace("//", "//user:secret@")
                }) {
            assertThat(record(url).has("finalUrl")).as(url).isFalse();
        }
    }

    private static JsonNode record(String... arguments) {
        var command = new String[arguments.length + 4];
        System.arraycopy(new String[] {"fetch", "-q", "-o", "-"}, 0, command, 0, 4);
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return JSON.readTree(Run.of(command).out());
    }
}
