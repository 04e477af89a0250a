package dev.heddle.demo.io.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.lab.Trial;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    private static List<String> models(Trial trial) {
        return trial.candidates().stream().map(candidate -> candidate.model().name()).toList();
    }
}
