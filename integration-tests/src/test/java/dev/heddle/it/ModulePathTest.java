package dev.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heddle as a module, in a JVM of its own: the flag names the module. */
class ModulePathTest {
    private static final Path LIBRARIES = Path.of("../io-demo/target/heddle/lib").toAbsolutePath();
    private static final String CORE =
            ".*/(heddle-core|HdrHistogram|netty-|reactor-|reactive-|slf4j-api|jspecify|context-propagation"
                    + "|jackson-annotations|jackson-\\w+-3|httpclient5|httpcore5|kryo|reflectasm|objenesis|minlog)[^/]*";
    private static final String MAIN =
            """
            import dev.heddle.http.HttpSession;

            void main() {
                int sum = dev.heddle.EventLoop.run(() -> {
                    try (var http = HttpSession.builder().cookies(true).build()) {
                        return 1 + 1;
                    }
                });
                IO.println("sum " + sum);
            }
            """;

    @TempDir Path directory;

    @Test
    void runsWithTheFlagThatNamesTheModule() throws Exception {
        assertThat(java("--add-opens", "java.base/java.lang=dev.heddle.core")).contains("sum 2");
    }

    @Test
    void saysTheFlagThatNamesTheModuleWhereItIsMissing() throws Exception {
        assertThat(java())
                .contains(
                        "Heddle's event loop needs the java option"
                                + " --add-opens java.base/java.lang=dev.heddle.core ");
    }

    /** Core and what it depends on; among the demos' own dependencies some are no modules. */
    private static String modulePath() throws IOException {
        try (var jars = Files.list(LIBRARIES)) {
            return jars.map(Path::toString)
                    .filter(jar -> jar.matches(CORE))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private String java(String... options) throws IOException, InterruptedException {
        Path source = Files.writeString(directory.resolve("Main.java"), MAIN);
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--module-path",
                                modulePath(),
                                "--add-modules",
                                "dev.heddle.core"));
        command.addAll(List.of(options));
        command.add(source.toString());
        Path output = directory.resolve("output");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
