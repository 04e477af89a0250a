package dev.heddle.demo.io.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.demo.io.Run;
import dev.heddle.lab.cli.CommandLine;
import dev.heddle.load.LoadPlan;
import dev.heddle.load.Spacing;
import dev.heddle.load.Stage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTest {
    private static final String URL = "http://127.0.0.1:1/";

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rat=5 U                   | no option --rat; did you mean --rate?",
                "--rate=0 U                  | --rate must be a number for each second, such as 10 or 0.5: 0",
                "--rate=-1 U                 | --rate must be a number for each second, such as 10 or 0.5: -1",
                "--rate=NaN U                | --rate must be a number for each second, such as 10 or 0.5: NaN",
                "--rate=Infinity U           | --rate must be a number for each second",
                "--rate=2000000 U            | --rate must be at most 1,000,000 for each second: 2000000",
                "--rate=5 --rate=7 U         | --rate may be there once only: 5, 7",
                "-d a -d b U                 | --data may be there once only: a, b",
                "--slo=foo<5ms U             | --slo foo<5ms: there is no figure named foo; an objective is such as p99<50ms",
                "--slo=x U                   | --slo x: an objective is a figure, one of < <= > >=, and a bound, such as p99<50ms",
                "--data-file=x.csv U         | --data-file x.csv is for ${column} in a URL, a header or a body, and there is none",
                "--stage=10s U               | --stage must be a time and rates for each second, such as 10s:100..1000",
                "--stage=0s:5 U              | --stage must be more than zero: 0s",
                "--stage=10s:0 U             | --stage rates must not be negative, and not both zero",
                "--stage=10s:NaN U           | --stage rates must not be negative, and not both zero",
                "--stage=10s:1..9e9 U        | --stage rates must be at most a million a second: 1.0..9.0E9",
                "--users=0 U                 | --users must be a number from 1: 0",
                "--users=1000000 U           | --users must be at most 100000: 1000000",
                "--duration=0 U              | --duration must be more than zero: 0",
                "--duration=soon U           | --duration must be a time such as 10s, 500ms or 2m: soon",
                "--warmup=-1s U              | --warmup must be more than zero: -1s",
                "--connections=0 U           | --connections must be a number from 1: 0",
                "--timeout=0s U              | --timeout must be more than zero: 0s",
                "--loops=0 U                 | --loops must be a number from 1: 0",
                "--loops=99999 U             | --loops must be at most ",
                "--seed=x U                  | --seed must be a whole number: x",
                "--users=5 --rate=5 U        | users send again when they are answered, and --rate makes no sense with --users",
                "--users=5 --stage=1s:5 U    | --stage makes no sense with --users",
                "--users=5 --poisson U       | --poisson makes no sense with --users",
                "--stage=1s:5 --rate=5 U     | stages have rates and times of their own, and --rate makes no sense with --stage",
                "--stage=1s:5 --duration=1 U | --duration makes no sense with --stage",
                "localhost:8080              | a URL must begin with http:// or https://: localhost:8080",
                "ftp://localhost/            | a URL must begin with http:// or https://: ftp://localhost/",
                "3:localhost                 | a URL must begin with http:// or https://: 3:localhost",
                "0:U                         | a weight must be a number from 1 to 1000000: 0:http",
                "-X=G=T U                    | --method must be one such as GET or POST",
                "-H nonsense U               | --header must be 'Name: value': nonsense",
                "-d @no/where U              | cannot read --data no/where: no such file",
                "--data-file=no/where U${a}  | cannot read --data-file no/where: no such file",
                "--requests=no/where         | cannot read --requests no/where: no such file",
                "--requests=x U              | give URLs or --requests, not both",
                "--cacert=no/where U         | cannot read --cacert no/where: no such file",
                "-k --cacert=x U             | --insecure trusts anybody: --cacert makes no sense with it",
                "--report=- U                | --report needs a file to write, such as report.html",
                "--report=no/where/x U       | cannot write --report no/where/x: no such file",
                "--hlog=- U                  | --hlog needs a file to write, such as load.hlog",
                "--metrics=x U               | --metrics must be a port, or a host and a port, such as 9464 or 127.0.0.1:9464: x",
                "--metrics=99999 U           | --metrics must be a port",
                "--metrics=no.invalid:1 U    | --metrics has no host that is known: no.invalid:1"
            })
    void wrongOptionsAreNamed(String arguments, String message) {
        var run = Run.of(("load " + arguments.replace("U", URL)).split(" ", -1));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("heddle: ").contains(message).doesNotContain("\tat ");
    }

    @Test
    void whatIsNotSaidIsTheEnginesToKnow() {
        var plan = plan(URL);

        assertThat(plan.stages()).containsExactly(new Stage(Duration.ofSeconds(10), 100, 100));
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.connections()).isEqualTo(1_000);
        assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plan.loops()).isEqualTo(1);
        assertThat(plan.spacing()).isEqualTo(Spacing.EVEN);
    }

    @Test
    void whatIsSaidIsPlanned() {
        var plan =
                plan(
                        "--stage=1s:10..20",
                        "--stage=2s:20",
                        "--poisson",
                        "--warmup=0s",
                        "--connections=7",
                        "--timeout=250ms",
                        "--seed=42",
                        "--slo=p99<50ms",
                        "--slo=errors<1%",
                        URL);

        assertThat(plan.stages())
                .containsExactly(
                        new Stage(Duration.ofSeconds(1), 10, 20),
                        new Stage(Duration.ofSeconds(2), 20, 20));
        assertThat(plan.spacing()).isEqualTo(Spacing.POISSON);
        assertThat(plan.warmUp()).isZero();
        assertThat(plan.connections()).isEqualTo(7);
        assertThat(plan.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(plan.seed()).isEqualTo(42);
        assertThat(plan.slos()).hasSize(2);
        assertThat(plan("--users=5", "--duration=3s", URL).users()).isEqualTo(5);
    }

    @Test
    void urlsHaveWeights() {
        assertThat(read("3:http://h/a", "http://h/b").requests())
                .extracting(request -> request.weight() + " " + request.url())
                .containsExactly("3 http://h/a", "1 http://h/b");
    }

    @Test
    void aBodyIsPostedAsAFormUnlessAHeaderSaysOtherwise() {
        var form = read("-d", "a=1", URL).requests().getFirst();
        assertThat(form.method()).isEqualTo("POST");
        assertThat(form.body()).isEqualTo("a=1");
        assertThat(form.headers())
                .containsEntry("Content-Type", "application/x-www-form-urlencoded");

        var text = read("-X", "PUT", "-d", "a", "-H", "content-type: text/plain", URL);
        assertThat(text.requests().getFirst().method()).isEqualTo("PUT");
        assertThat(text.requests().getFirst().headers())
                .containsExactly(java.util.Map.entry("content-type", "text/plain"));
    }

    @Test
    void onlyAnObjectiveOnErrorsAllowsErrors() {
        assertThat(read("--slo=errors<1%", URL).allowsErrors()).isTrue();
        assertThat(read("--slo=p99<1s", URL).allowsErrors()).isFalse();
    }

    @Test
    void aReportThatIsNoPageIsNotReplaced() throws Exception {
        var notes = directory.resolve("notes");
        Files.writeString(notes, "by hand");

        var run = Run.of("load", "--report=" + notes, URL);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is a file that is no page");
        assertThat(notes).hasContent("by hand");
    }

    private static LoadPlan plan(String... arguments) {
        return read(arguments).load().plan();
    }

    private static Options read(String... arguments) {
        return LoadOptions.read(
                CommandLine.parse("load", LoadOptions.known(), arguments),
                InputStream.nullInputStream());
    }
}
