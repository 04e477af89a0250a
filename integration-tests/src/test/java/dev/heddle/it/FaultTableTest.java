package dev.heddle.it;

import static dev.heddle.Async.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.heddle.EventLoop;
import dev.heddle.http.HttpException;
import dev.heddle.http.HttpSession;
import dev.heddle.it.BadServer.Misdeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Twelve kinds of faults, through a session and through {@code ./heddle fetch}: each costs its own
 * request, which ends by its deadline with a typed error or a body, and nothing leaks.
 */
@Timeout(300)
class FaultTableTest {
    private static final Path LAUNCHER = Path.of("../heddle").toAbsolutePath().normalize();
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    @TempDir Path directory;

    @Test
    void everyFaultIsATypedErrorOrSuccessByTheDeadlineAndNothingLeaks() throws Exception {
        try (var server = new BadServer()) {
            var session = throughASession(server);
            var fetch = throughFetch(server);
            print(session, fetch);
            assertSoftly(softly -> {
                for (var misdeed : BadServer.MISDEEDS) {
                    softly.assertThat(session.get(misdeed))
                            .as("%s, session", misdeed)
                            .isIn(expected(misdeed));
                    softly.assertThat(fetch.get(misdeed))
                            .as("%s, fetch", misdeed)
                            .isIn(expected(misdeed));
                }
            });
        }
    }

    private static List<String> expected(Misdeed misdeed) {
        return misdeed.kinds().isEmpty()
                ? List.of("ok")
                : misdeed.kinds().stream().map(HttpException.Kind::label).toList();
    }

    // --- a session --------------------------------------------------------------------------

    private static Map<Misdeed, String> throughASession(BadServer server) {
        var outcomes = new HashMap<Misdeed, String>();
        try (var leaks = new Leaks()) {
            EventLoop.run(() -> {
                // Has one connection: were that lost by a misdeed, all that follow would wait.
                try (var http = HttpSession.builder().timeout(DEADLINE).maxConnections(1).build()) {
                    for (var misdeed : BadServer.MISDEEDS) {
                        outcomes.put(misdeed, outcome(http, server, misdeed));
                    }
                    assertThat(await(http.get(server.goodUrl("/good")).text())).isEqualTo("fine");
                }
            });
            assertThat(leaks.found()).isEmpty();
        }
        return outcomes;
    }

    private static String outcome(HttpSession http, BadServer server, Misdeed misdeed)
            throws InterruptedException {
        try {
            String body = await(http.get(server.url(misdeed)).text());
            return body.equals(misdeed.body()) ? "ok" : "the body " + body;
        } catch (HttpException e) {
            assertThat(e).hasMessageNotContaining("null").hasMessageContaining("127.0.0.1");
            return e.kind().label();
        }
    }

    // --- the command ------------------------------------------------------------------------

    /** Lets the launcher build, should it have to, which is not what the deadline is about. */
    private static void build() throws Exception {
        var process =
                new ProcessBuilder(LAUNCHER.toString(), "--version")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("the launcher builds").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Map<Misdeed, String> throughFetch(BadServer server) throws Exception {
        build();
        Path records = directory.resolve("records.jsonl");
        Path err = directory.resolve("err");
        var command =
                new ArrayList<>(
                        List.of(LAUNCHER.toString(), "fetch", "-q", "-o", records.toString()));
        command.addAll(List.of("--timeout", DEADLINE.toSeconds() + "s"));
        var kinds = new HashMap<String, Misdeed>();
        for (var misdeed : BadServer.MISDEEDS) {
            kinds.put(server.url(misdeed), misdeed);
            command.add(server.url(misdeed));
        }
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("HEDDLE_JAVA_OPTS", "-Dio.netty.leakDetection.level=paranoid");
        var process = builder.start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).as("some failed").isEqualTo(3);

        var outcomes = new HashMap<Misdeed, String>();
        for (String line : Files.readAllLines(records)) {
            var json = JsonMapper.shared().readTree(line);
            var misdeed = kinds.get(json.get("url").stringValue());
            assertThat(outcomes.put(misdeed, outcome(json))).as("one record each").isNull();
        }
        return outcomes;
    }

    private static String outcome(JsonNode line) {
        return line.get("ok").booleanValue() ? "ok" : line.get("kind").stringValue();
    }

    // --- the table --------------------------------------------------------------------------

    private static void print(Map<Misdeed, String> session, Map<Misdeed, String> fetch) {
        System.out.println("| fault | session | `./heddle fetch` |\n| --- | --- | --- |");
        for (var misdeed : BadServer.MISDEEDS) {
            System.out.printf(
                    "| %s | %s | %s |%n", misdeed, session.get(misdeed), fetch.get(misdeed));
        }
    }
}
