package dev.heddle.lab.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdvisePageTest {
    @Test
    void theJavaOfThePageIsCompiled() throws IOException {
        assertThat(Files.readString(Path.of("../docs/advise.md"))).contains(shown());
    }

    private static String shown() throws IOException {
        var file = Path.of("src/test/java/dev/heddle/lab/advise/Words.java");
        try (var lines = Files.lines(file)) {
            return lines.dropWhile(line -> !line.contains("@start region=\"own\""))
                    .skip(1)
                    .takeWhile(line -> !line.contains("@end"))
                    .collect(Collectors.joining("\n"))
                    .indent(-4)
                    .strip();
        }
    }
}
