package dev.heddle.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonsTest {
    @TempDir Path first;
    @TempDir Path second;
    private Pythons pythons;

    @BeforeEach
    void twoDirectories() {
        pythons = new Pythons(first + File.pathSeparator + second, Duration.ofSeconds(30));
    }

    @Test
    void theFirstOfThePathWins() throws Exception {
        var expected = script(first, "python3", "echo CPython 3.11.2");
        script(second, "python3", "echo CPython 3.12.0");

        assertThat(pythons.having()).contains(new Python(expected, "CPython 3.11.2", Map.of()));
    }

    @Test
    void oneThatLacksAModuleIsPassedOver() throws Exception {
        script(first, "python3", "case $2 in *'import numpy'*) exit 1;; esac; echo CPython 3.11.2");
        var expected = script(second, "python3", "echo CPython 3.12.0");

        assertThat(pythons.having("numpy"))
                .contains(new Python(expected, "CPython 3.12.0", Map.of()));
        assertThat(pythons.having().orElseThrow().version()).isEqualTo("CPython 3.11.2");
    }

    @Test
    void versionsOfModulesAreKept() throws Exception {
        var expected = script(first, "python3", "printf 'CPython 3.11.2\\tnumpy=1.24.2\\n'");

        var python = pythons.having("numpy").orElseThrow();

        assertThat(python)
                .isEqualTo(new Python(expected, "CPython 3.11.2", Map.of("numpy", "1.24.2")));
        assertThat(python.engine(Map.of("numpy", "NumPy")))
                .isEqualTo("NumPy 1.24.2 on CPython 3.11.2");
    }

    @Test
    void whatWasFoundIsToldInOrder() throws Exception {
        script(first, "python3", "case $2 in *'import numpy'*) exit 1;; esac; echo CPython 3.11.2");
        script(second, "python3", "echo CPython 3.12.0");
        assertThat(pythons.foundSoFar()).isEmpty();

        pythons.having("numpy");
        pythons.having("polars");
        pythons.withoutGil();

        assertThat(pythons.foundSoFar())
                .extracting(Python::version)
                .containsExactly("CPython 3.12.0", "CPython 3.11.2", "CPython 3.11.2");
    }

    /** What the scripts here stand for. */
    @Test
    void realPythonTellsItsVersionAndItsModules() throws Exception {
        var python = Pythons.find("json");
        assumeThat(python).isPresent();

        assertThat(python.orElseThrow().version()).matches("[A-Za-z]+ 3\\.\\d+\\.\\d+.*");
        assertThat(python.orElseThrow().modules()).containsOnlyKeys("json");
        assertThat(Pythons.found()).contains(python.orElseThrow());
    }

    @Test
    void python3AnywhereComesBeforePython() throws Exception {
        script(first, "python", "echo CPython 3.9.1");
        var expected = script(second, "python3", "echo CPython 3.12.0");

        assertThat(pythons.having()).contains(new Python(expected, "CPython 3.12.0", Map.of()));
    }

    @Test
    void pythonIsTakenWhereThereIsNoPython3() throws Exception {
        var expected = script(second, "python", "echo CPython 3.9.1");

        assertThat(pythons.having()).contains(new Python(expected, "CPython 3.9.1", Map.of()));
    }

    @Test
    void whatCannotRunIsNoPython() throws Exception {
        Files.writeString(first.resolve("python3"), "not executable");
        Files.createDirectory(second.resolve("python3"));

        assertThat(pythons.having()).isEmpty();
    }

    @Test
    void oneThatNeverAnswersIsPassedOver() throws Exception {
        pythons = new Pythons(first + File.pathSeparator + second, Duration.ofSeconds(2));
        script(first, "python3", "exec sleep 600");
        var expected = script(second, "python3", "echo CPython 3.12.0");

        assertThat(pythons.having()).contains(new Python(expected, "CPython 3.12.0", Map.of()));
    }

    @Test
    void whatWasFoundIsNotLookedForAgain() throws Exception {
        var asked = first.resolve("asked");
        script(first, "python3", "echo x >>" + asked + "; echo CPython 3.11.2");

        pythons.having("json");
        pythons.having("json");

        assertThat(asked).hasContent("x");
    }

    @Test
    void freeThreadedIsOneThatSaysSo() throws Exception {
        script(
                first,
                "python3",
                "case $2 in *_is_gil_enabled*) exit 1;; esac; echo CPython 3.14.0");
        var expected = script(second, "python3.14t", "echo CPython 3.14.0");

        assertThat(pythons.withoutGil()).contains(new Python(expected, "CPython 3.14.0", Map.of()));
    }

    @Test
    void noneOnAnEmptyPath() throws Exception {
        assertThat(new Pythons("", Duration.ofSeconds(1)).having()).isEmpty();
    }

    private static Path script(Path directory, String name, String body) throws IOException {
        var file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
