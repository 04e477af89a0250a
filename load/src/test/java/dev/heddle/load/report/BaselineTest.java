package dev.heddle.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.heddle.load.Load;
import dev.heddle.load.LoadPlan;
import dev.heddle.load.LoadRequest;
import dev.heddle.load.LoadResult;
import dev.heddle.load.MadeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
    private static final String CAVEAT =
            "the intervals are of what varied within these two runs; from run to run it can be more";

    @TempDir Path directory;

    @Test
    void aRunIsReadBackAndComparedWithASlowerOne() throws IOException {
        var simulation = new Simulation(1, 0.02);
        var old = simulation.run(40, 1);
        var slow = simulation.run(40, 1.5);

        var comparison = saved(old).against(slow);

        assertThat(comparison.changes())
                .extracting(Change::figure)
                .containsExactly("p50", "p90", "p99");
        assertThat(comparison.changes())
                .extracting(Change::verdict)
                .containsOnly(Change.Verdict.SLOWER);
        var p99 = comparison.changes().getLast();
        assertThat(p99.before()).isCloseTo(old.latency().millis(99), within(1e-6));
        assertThat(p99.now()).isEqualTo(slow.latency().millis(99));
        assertThat(p99.low()).isLessThan(1.5).isGreaterThan(1.3);
        assertThat(p99.high()).isGreaterThan(1.5).isLessThan(1.7);
        assertThat(comparison.sentences().getFirst())
                .matches(
                        "p50 is 4\\.\\d\\d ms and was [23]\\.\\d\\d ms, 1\\.\\d\\d times"
                                + " \\(1\\.\\d\\d to 1\\.\\d\\d with 95 % confidence\\): slower");
        assertThat(comparison.notes()).containsExactly(CAVEAT);
        assertThat(comparison.worse()).isTrue();
    }

    @Test
    void aRunIsNoSlowerThanItself() throws IOException {
        var run = new Simulation(1, 0.1).run(40, 1);

        var comparison = saved(run).against(run);

        assertThat(comparison.changes())
                .allSatisfy(change -> assertThat(change.change()).isCloseTo(1, within(1e-6)))
                .extracting(Change::verdict)
                .containsOnly(Change.Verdict.UNTOLD);
        assertThat(comparison.sentences().getFirst()).endsWith(": no difference that can be told");
    }

    @Test
    void fewSlicesTellNoInterval() throws IOException {
        var simulation = new Simulation(1, 0);

        var comparison = saved(simulation.run(40, 1)).against(simulation.run(9, 3));

        assertThat(comparison.changes().getFirst().low()).isNaN();
        assertThat(comparison.worse()).isFalse();
        assertThat(comparison.sentences().getFirst())
                .endsWith(
                        ", and whether that is chance cannot be told: there are only 9 slices, and"
                                + " it takes 10; run for longer");
    }

    @Test
    void moreErrorsAreToldWhereThereAreEnough() throws IOException {
        var none = failing(0);

        assertThat(errors(saved(none).against(failing(2))).verdict())
                .isEqualTo(Change.Verdict.MORE_ERRORS);
        assertThat(errors(saved(failing(2)).against(none)).verdict())
                .isEqualTo(Change.Verdict.FEWER_ERRORS);
        assertThat(errors(saved(none).against(failing(2))).sentence())
                .isEqualTo(
                        "the share of errors is 1.96 % and was 0.00 %, +1.96 percentage points (+1.96 to +1.96"
                                + " with 95 % confidence): more errors");
        assertThat(saved(none).against(none).changes())
                .extracting(Change::figure)
                .doesNotContain("errors");
    }

    @Test
    void anInvalidRunIsNotCompared() throws IOException {
        var baseline = saved(failing(0));

        var comparison = baseline.against(new MadeResult(500.0).invalid("late").result());

        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.sentences())
                .singleElement()
                .asString()
                .startsWith("this run is not valid");
    }

    @Test
    void theClosedModelIsComparedByItsRateToo() throws IOException {
        var run = users(7);

        assertThat(saved(run).against(run).changes().getLast().figure()).isEqualTo("rate");
    }

    @Test
    void anotherLoadIsRefusedWithWhatDiffers() throws IOException {
        var baseline = saved(failing(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.against(new MadeResult(400.0).result()))
                .withMessageEndingWith(
                        "is not of the same load: the rate was 500.0/s there and is 400.0/s here");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.requireSameLoad(users(3).plan()))
                .withMessageEndingWith(
                        "is not of the same load: the model was open there and is closed here");
        var closed = saved(users(7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> closed.requireSameLoad(users(3).plan()))
                .withMessageEndingWith(
                        "is not of the same load: the number of users was 7 there and is 3 here");
    }

    @Test
    void aRateIsTheSameAfterItWasWritten() throws IOException {
        var third = new MadeResult(100 / 3.0);
        slices(third, 0);

        assertThat(saved(third.result()).against(third.result()).changes()).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        saved(third.result())
                                .requireSameLoad(new MadeResult(33.34).result().plan()))
                .withMessageContaining("the rate was 33.333333/s there and is 33.34/s here");
    }

    @Test
    void otherRequestsAreAnotherLoad() throws IOException {
        var requests =
                List.of(
                        LoadRequest.get("http://h/"),
                        LoadRequest.of("POST", "http://h/dear").header("A", "1").body("x"));
        var baseline = saved(requests);

        baseline.requireSameLoad(
                plan(
                        LoadRequest.get("http://i:81/"),
                        LoadRequest.of("POST", "http://i:81/dear").header("a", "2").body("x")));
        for (var other :
                List.of(
                        requests.getLast().weight(99),
                        requests.getLast().body("y"),
                        requests.getLast().header("B", "1"),
                        LoadRequest.of("PUT", "http://h/dear").header("A", "1").body("x"),
                        LoadRequest.of("POST", "http://h/cheap").header("A", "1").body("x"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> baseline.requireSameLoad(plan(requests.getFirst(), other)))
                    .withMessageContaining("what is sent was GET / + POST /dear (headers, body ");
        }
    }

    @Test
    void manyRequestsAreToldApartAsWell() throws IOException {
        var some = new LoadRequest[6];
        Arrays.fill(some, LoadRequest.get("http://h/"));
        var baseline = saved(List.of(some));
        var others = some.clone();

        baseline.requireSameLoad(plan(others));
        others[5] = LoadRequest.get("http://h/dear");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> baseline.requireSameLoad(plan(others)))
                .withMessageContaining("GET / and 5 more (");
    }

    private Baseline saved(List<LoadRequest> requests) throws IOException {
        var made = new MadeResult(100.0).what(plan(requests.toArray(LoadRequest[]::new)).what());
        slices(made, 0);
        return saved(made.result());
    }

    private static LoadPlan plan(LoadRequest... requests) {
        return Load.requests(List.of(requests)).plan();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | it is not what load --json writes: it has no schema",
                "{} | it is not what load --json writes: it has no schema",
                "[1] | it is not what load --json writes: it has no schema",
                "{\"schema\":\"heddle.compare/1\"} | it has the schema heddle.compare/1, and this"
                        + " version reads heddle.load/1",
                "{\"schema\":\"heddle.load/1\"} | it is not whole: it lacks the field valid",
                "{\"schema\":\"heddle.load/1\",\"valid\":false,\"invalidReasons\":[\"late\"]} | it is of"
                        + " a run that was not valid: late",
                "{\"schema\":\"heddle.load/1\",\"valid\":true} | it is not whole: it lacks the field"
                        + " environment"
            })
    void whatIsNoBaselineIsSaid(String text, String why) throws IOException {
        var file = Files.writeString(directory.resolve("old.json"), text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(file))
                .withMessage(file + ": " + why);
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        var cut = directory.resolve("cut.json");
        String whole = LoadJson.of(failing(0));
        Files.writeString(cut, whole.substring(0, whole.length() / 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(cut))
                .withMessageStartingWith(cut + ": it is not JSON: ");

        Files.writeString(
                cut,
                whole.replaceAll(
                        "latencyNanosHistogram\":\"HIST", "latencyNanosHistogram\":\"XIST"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(cut))
                .withMessageStartingWith(cut + ": no compressed histogram");

        var none = directory.resolve("none.json");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Baseline.read(none))
                .withMessage(none + ": no such file or directory");
    }

    private static Change errors(Comparison comparison) {
        return comparison.changes().stream()
                .filter(change -> change.figure().equals("errors"))
                .findFirst()
                .orElseThrow();
    }

    private static LoadResult failing(int eachSlice) {
        var made = new MadeResult(500.0);
        slices(made, eachSlice);
        return made.result();
    }

    private static LoadResult users(int number) {
        var made = new MadeResult(number);
        slices(made, 0);
        return made.result();
    }

    private static void slices(MadeResult made, int refused) {
        long[] nanos = new long[100];
        Arrays.fill(nanos, 3_000_000);
        for (int i = 0; i < 20; i++) {
            made.slice(0.5, refused, nanos);
        }
    }

    private Baseline saved(LoadResult result) throws IOException {
        return Baseline.read(
                Files.writeString(directory.resolve("saved.json"), LoadJson.of(result)));
    }
}
