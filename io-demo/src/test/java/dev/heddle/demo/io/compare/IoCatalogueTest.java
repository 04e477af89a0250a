package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Trial;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IoCatalogueTest {
    private static final List<String> HTTP =
            List.of(
                    "one-by-one",
                    "threads",
                    "virtual-threads",
                    "jdk-http-client",
                    "reactor",
                    "heddle",
                    "heddle-pool",
                    "asyncio",
                    "python-threads");

    @Test
    void workloadsHaveTheModelsThatFitThem() {
        var models =
                new IoCatalogue()
                        .trials(true).stream()
                                .collect(
                                        Collectors.toMap(
                                                trial -> trial.workload().name(),
                                                IoCatalogueTest::models));
        assertThat(models)
                .hasSize(6)
                .containsEntry("fan-out", HTTP)
                .containsEntry("fan-out-fast", HTTP)
                .containsEntry("fan-out-lognormal", HTTP)
                .containsEntry("hybrid", HTTP)
                .containsEntry(
                        "postgres",
                        List.of(
                                "one-by-one",
                                "threads",
                                "virtual-threads",
                                "reactor",
                                "heddle",
                                "heddle-pool"))
                .containsEntry(
                        "files",
                        List.of(
                                "one-by-one",
                                "threads",
                                "virtual-threads",
                                "heddle",
                                "heddle-pool",
                                "python-threads"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void workloadsAndModelsAreDescribedInOneStyle(boolean quick) {
        for (var trial : new IoCatalogue().trials(quick)) {
            assertThat(trial.workload().what()).matches("[a-z\\d].*\\d.*[^.]");
            assertThat(trial.candidates())
                    .allSatisfy(one -> assertThat(one.model().what()).matches("\\S.*[^.]"));
        }
    }

    @Test
    void nettyIsNamedWithItsVersion() {
        assertThat(new IoCatalogue().engines())
                .anySatisfy(engine -> assertThat(engine).matches("Netty 4\\.\\d.*"))
                .noneSatisfy(engine -> assertThat(engine).contains("/"));
    }

    private static List<String> models(Trial trial) {
        return trial.candidates().stream().map(candidate -> candidate.model().name()).toList();
    }
}
