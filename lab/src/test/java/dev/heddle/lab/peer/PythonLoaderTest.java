package dev.heddle.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the working directory lie files that are called as modules that ours import. */
class PythonLoaderTest {
    private static final String HOSTILE = "print('hostile', flush=True)\n";

    @TempDir Path directory;

    @Test
    void programImportsNothingFromTheWorkingDirectory() throws Exception {
        layOut("base64", "json", "platform", "random");
        var texts =
                List.of(
                        new PythonText("half", "import json"),
                        new PythonText("main", "import half, random\nprint('fine')"));

        assertThat(output(PythonLoader.CODE, "", PythonLoader.line(texts))).isEqualTo("fine\n");
    }

    @Test
    void searchImportsNothingFromTheWorkingDirectory() throws Exception {
        layOut("json", "platform");
        var probe = Pythons.probe("import json\nmodules = ['json']\n");

        assertThat(output(probe, "", "")).contains("json=").doesNotContain("hostile");
    }

    /**
     * An empty entry is the working directory too, by its whole path. What site packages import
     * from there as Python starts is beyond us.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", ":", "/nowhere:"})
    void searchFindsNoModuleInTheWorkingDirectory(String pythonPath) throws Exception {
        layOut("heddle_hostile");

        String found =
                output(Pythons.probe("import heddle_hostile\nmodules = []\n"), pythonPath, "");

        assertThat(found).doesNotContain("hostile", "Python 3");
        assertThat(output(Pythons.probe("modules = []\n"), pythonPath, "")).contains("Python 3");
    }

    private void layOut(String... modules) throws IOException {
        for (String module : modules) {
            Files.writeString(directory.resolve(module + ".py"), HOSTILE);
        }
    }

    private String output(String code, String pythonPath, String input) throws Exception {
        var python = Pythons.find();
        assumeThat(python).isPresent();
        var builder =
                new ProcessBuilder(python.orElseThrow().executable().toString(), "-c", code)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PYTHONPATH", pythonPath);
        var process = builder.start();
        try (var orders = process.outputWriter(StandardCharsets.UTF_8)) {
            orders.write(input);
        }
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
