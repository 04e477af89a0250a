package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.cli.Commands;
import dev.heddle.lab.cli.ExitCode;
import dev.heddle.lab.cli.Stdio;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviseCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(false, args);
    }

    private int run(boolean errIsTerminal, String... args) {
        var stdio =
                new Stdio(
                        InputStream.nullInputStream(),
                        out,
                        err,
                        false,
                        false,
                        errIsTerminal,
                        false,
                        80,
                        24);
        var commands = new Commands("", List.of(new AdviseCommand()), AdviseCommand.class);
        String[] all = new String[args.length + 1];
        all[0] = "advise";
        System.arraycopy(args, 0, all, 1, args.length);
        return commands.run(stdio, all);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void helpTellsOfEveryOption() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(AdviseOptions.known().getOptions())
                .allMatch(option ->
                        out.toString(StandardCharsets.UTF_8).contains("--" + option.getLongOpt()));
    }

    @Test
    void nothingToAdviseOnIsAMistake() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("nothing to advise on");
    }

    @Test
    void aClassWithoutAClassPathIsAMistake() {
        assertThat(run("com.acme.X")).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("where is com.acme.X?");
    }

    @Test
    void aJarThatIsNotThereIsAMistake() {
        assertThat(run("--classpath", "gone.jar", "com.acme.X")).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("there is no gone.jar");
    }

    @Test
    void anInputTakesNothingOfWhatFollows() {
        assertThat(run("--classpath", "gone.jar", "--input", "1", "--input", "2", "com.acme.X"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("there is no gone.jar");
    }

    @Test
    void aClassBesideADescriptionIsAMistake() {
        assertThat(run("--classpath", ".", "com.acme.X", "--cpu-ms", "1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("leave them or the class out");
    }

    @Test
    void whatIsNoNumberOfMillisecondsIsAMistake() {
        assertThat(run("--cpu-ms", "many")).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("--cpu-ms must be milliseconds from 0 to 10000: many");
    }

    @Test
    void aPersonSeesThatItMeasuresAndAFileDoesNot() {
        String[] refused = {"--classpath", ".", "com.acme.Gone"};

        run(true, refused);
        assertThat(said()).contains("measuring for some twenty seconds");
        err.reset();
        run(false, refused);
        assertThat(said()).startsWith("heddle: no class com.acme.Gone on the class path");
    }

    @Test
    void moreInFlightThanAPoolLetsWaitIsAMistake() {
        assertThat(run("--cpu-ms", "1", "--concurrency", "10001")).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("--concurrency must be at most 10,000");
    }

    @Test
    void aBatchOfTheMachineCardIsShortWhateverTheConcurrency() {
        assertThat(Calibration.callsOf(500, 64)).isEqualTo(128);
        assertThat(Calibration.callsOf(500, 10_000)).isEqualTo(200);
        assertThat(Calibration.callsOf(1, 64)).isEqualTo(10_000);
    }

    @Test
    void anAdviceIsOneDocumentWithEveryFigure() {
        var models =
                List.of(Evidence.of(Way.INLINE, 3), ModelEvidence.absent("threads", "why not"));
        var advice =
                new Advice(
                        "com.acme.X",
                        "inline",
                        Confidence.HIGH,
                        "inline it is.",
                        64,
                        Evidence.computing(3),
                        models,
                        new Cause("com.acme.X.f(X.java:1)", "computes", 1, 10),
                        List.of("a limit"),
                        List.of("a note"),
                        "go on",
                        List.of());

        assertThat(AdviceJson.of(advice, null))
                .startsWith("{\"schema\":\"heddle.advise/1\",\"workload\":\"com.acme.X\"")
                .contains(
                        "\"model\":\"inline\",\"confidence\":\"high\"",
                        "\"microsPerCall\":{\"median\":3,\"low\":2.94,\"high\":3.06}",
                        "{\"name\":\"threads\",\"available\":false,\"why\":\"why not\"}",
                        "\"cause\":{\"method\":\"com.acme.X.f(X.java:1)\"",
                        "\"limits\":[\"a limit\"],\"notes\":[\"a note\"],\"next\":\"go on\"");
        assertThat(AdviceText.of(advice))
                .contains(
                        "inline it is.\nConfidence: high.",
                        "  * inline ",
                        "    threads         absent: why not",
                        "Cause:    com.acme.X.f(X.java:1) computes in 100 % of 10 samples");
    }
}
