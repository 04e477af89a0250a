package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled. */
class ReadmeTest {
    @Test
    void theServiceOfTheReadmeIsTheOneThatTheTestsRun() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(
                        region("src/test/java/dev/heddle/it/ReactiveService.java", "service")
                                .indent(-4)
                                .strip());
    }

    private static String region(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.dropWhile(line -> !line.contains("@start region=\"" + name + "\""))
                    .skip(1)
                    .takeWhile(line -> !line.contains("@end"))
                    .collect(Collectors.joining("\n"));
        }
    }
}
