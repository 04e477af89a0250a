package dev.heddle.demo.cpu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.heddle.lab.AbsentException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenBlasTest {
    @Test
    void machineWithoutOneIsNamed() {
        assertThatExceptionOfType(AbsentException.class)
                .isThrownBy(() -> OpenBlas.load("Plan 9 mips", getClass().getClassLoader()))
                .withMessageContaining("Plan 9 mips");
    }

    @Test
    void missingJarIsNamed() {
        assertThatExceptionOfType(AbsentException.class)
                .isThrownBy(
                        () -> OpenBlas.load("Linux amd64", ClassLoader.getPlatformClassLoader()))
                .withMessage("the OpenBLAS for Linux amd64 is not on the class path");
    }

    @Test
    void brokenLibraryIsNamedAndLeavesNothing() throws Exception {
        var before = leftovers();

        assertThatExceptionOfType(AbsentException.class)
                .isThrownBy(() -> OpenBlas.load("Linux amd64", new BrokenJar()))
                .withMessageStartingWith("OpenBLAS could not be loaded: ");

        assertThat(leftovers()).isEqualTo(before);
    }

    @Test
    void loadedLibraryLeavesNothing() throws Exception {
        var before = leftovers();

        blas();

        assertThat(leftovers()).isEqualTo(before);
    }

    @Test
    void versionOfTheLoadedOneIsTold() {
        blas();

        assertThat(OpenBlas.loadedVersion()).get().asString().matches("OpenBLAS \\d+\\.\\d+.*\\d");
    }

    @Test
    void memoryTooShortIsRefused() {
        var blas = blas();
        try (var memory = Arena.ofConfined()) {
            var three = new Block(OffHeap.doubles(3, memory), 2);
            var four = new Block(OffHeap.doubles(4, memory), 2);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> blas.multiply(2, 2, 2, four, three, four))
                    .withMessage("no room for 2 × 2 doubles, 2 cells from row to row: 24 bytes");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> blas.sumOfSquares(4, three.cells()));
        }
    }

    private static OpenBlas blas() {
        try {
            return OpenBlas.load();
        } catch (AbsentException e) {
            return abort(e.getMessage());
        }
    }

    private static List<Path> leftovers() throws Exception {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(
                            file -> file.getFileName().toString().startsWith("heddle-openblas-"))
                    .sorted()
                    .toList();
        }
    }

    /** Has all files, none of which is a library. */
    private static final class BrokenJar extends ClassLoader {
        @Override
        public InputStream getResourceAsStream(String name) {
            return new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8));
        }
    }
}
