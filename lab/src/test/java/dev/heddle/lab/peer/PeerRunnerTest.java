package dev.heddle.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.heddle.lab.AbsentException;
import dev.heddle.lab.Round;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void eachRoundIsAnsweredByALine() throws Exception {
        try (var peer =
                peer("while read x; do echo '{\"answer\":42,\"nanos\":5,\"cpuNanos\":7}'; done")) {
            var expected = new Round(42, Duration.ofNanos(5), Duration.ofNanos(7));
            assertThat(peer.round()).isEqualTo(expected);
            assertThat(peer.round()).isEqualTo(expected);
        }
    }

    @Test
    void whatItDoesNotMeasureIsLeftToTheTrial() throws Exception {
        try (var peer = peer("read x; echo '{\"answer\":\"yes\"}'; read x")) {
            assertThat(peer.round()).isEqualTo(Round.of("yes"));
        }
    }

    @Test
    void numbersLargerThanALongStayWhole() throws Exception {
        var expected = new BigInteger("333333283333335000000");
        try (var peer = peer("read x; echo '{\"answer\":" + expected + "}'; read x")) {
            assertThat(peer.round().answer()).isEqualTo(expected);
        }
    }

    @Test
    void whatItLacksMakesItAbsent() throws Exception {
        try (var peer = peer("read x; echo '{\"absent\":\"no NumPy\"}'")) {
            assertThatThrownBy(peer::round)
                    .isInstanceOf(AbsentException.class)
                    .hasMessage("no NumPy");
        }
    }

    @Test
    void aProgramThatIsNotThereIsAbsent() {
        assertThatThrownBy(
                        () -> PeerRunner.start(List.of(directory.resolve("none").toString()), LONG))
                .isInstanceOf(AbsentException.class)
                .hasMessageContaining("none");
    }

    @Test
    void oneThatDiesIsQuoted() throws Exception {
        try (var peer = peer("read x; echo 'MemoryError: out of it' >&2; exit 3")) {
            assertThatThrownBy(peer::round)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageEndingWith("its last words: MemoryError: out of it");
            assertThatThrownBy(peer::round).isInstanceOf(IOException.class);
        }
    }

    @Test
    void oneThatDoesNotAnswerIsKilledWithWhatItStarted() throws Exception {
        var child = directory.resolve("child");
        String script = "sleep 600 & echo $! >" + child + "; echo waiting >&2; wait";
        try (var peer = peer(script, Duration.ofSeconds(1))) {
            assertThatThrownBy(peer::round)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("gave no answer within 2000 ms")
                    .hasMessageEndingWith("its last words: waiting");
        }
        assertThat(gone(Files.readString(child))).isTrue();
    }

    @Test
    void closingKillsOneThatDoesNotEndByItself() throws Exception {
        String script = "sleep 600 & echo '{\"answer\":'$!'}'; wait";
        Round round;
        try (var peer = peer(script)) {
            round = peer.round();
        }
        assertThat(gone(round.answer().toString())).isTrue();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (var peer = peer("exec sleep 600")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(peer::round).isInstanceOf(InterruptedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = ';',
            value = {
                "Traceback: oops; no JSON: Traceback: oops",
                "[1, 2]; no JSON object: [1, 2]",
                "{\"nanos\": 3}; has no answer: {\"nanos\": 3}",
                "{\"answer\": 1, \"nanos\": -4}; nanos must be a number from 0: -4",
                "{\"answer\": 1, \"cpuNanos\": \"x\"}; cpuNanos must be a number from 0: \"x\""
            })
    void aLineThatBreaksTheProtocolIsNamed(String line, String message) throws Exception {
        try (var peer = peer("read x; echo '" + line + "'; read x")) {
            assertThatThrownBy(peer::round)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void aFloodOfLogIsReadAndItsEndKept() throws Exception {
        String script =
                "i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done; exit 1";
        try (var peer = peer(script)) {
            assertThatThrownBy(peer::round)
                    .hasMessageEndingWith(
                            "line 19995 | line 19996 | line 19997 | line 19998 | line 19999");
        }
    }

    @Test
    void pythonRunsTheTextItIsSent() throws Exception {
        var python = Pythons.find();
        assumeThat(python).isPresent();
        var texts =
                List.of(
                        new PythonText("half", "def of(x): return x // 2"),
                        new PythonText(
                                "main",
                                """
                                import half, sys
                                if __name__ == "__main__":
                                    for line in sys.stdin:
                                        both = [half.of(int(sys.argv[1])), line.strip() + " u"]
                                        print('{"answer": [%d, "%s"]}' % tuple(both), flush=True)
                                    raise Exception("no more")
                                """));
        try (var peer = PeerRunner.start(python.orElseThrow(), texts, List.of("84"), LONG)) {
            assertThat(peer.round().answer()).isEqualTo(List.of(42, "round u"));
            assertThat(peer.round().answer()).isEqualTo(List.of(42, "round u"));
        }
    }

    @Test
    void pythonThatFailsIsNamedByItsProgram() throws Exception {
        var python = Pythons.find();
        assumeThat(python).isPresent();
        var texts = List.of(new PythonText("broken", "x = 1\nx.nothing"));
        try (var peer = PeerRunner.start(python.orElseThrow(), texts, List.of(), LONG)) {
            assertThatThrownBy(peer::round)
                    .hasMessageStartingWith("broken.py of " + python.orElseThrow().executable())
                    .hasMessageContaining("File \"broken.py\", line 2")
                    .hasMessageContaining("AttributeError");
        }
    }

    private static boolean gone(String pid) throws Exception {
        var process = ProcessHandle.of(Long.parseLong(pid.strip()));
        return process.isEmpty()
                || CompletableFuture.anyOf(process.get().onExit())
                        .thenApply(_ -> true)
                        .get(60, TimeUnit.SECONDS);
    }

    private static PeerRunner peer(String script) throws AbsentException {
        return peer(script, LONG);
    }

    private static PeerRunner peer(String script, Duration deadline) throws AbsentException {
        return PeerRunner.start(List.of("/bin/sh", "-c", script), deadline);
    }
}
