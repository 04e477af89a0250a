package dev.heddle.load.stub;

import com.github.tomakehurst.wiremock.common.SingleRootFileSource;
import com.github.tomakehurst.wiremock.common.filemaker.FilenameMaker;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.standalone.JsonFileMappingsSource;
import com.github.tomakehurst.wiremock.standalone.MappingFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory of WireMock's mapping files. */
final class MappingFiles {
    private MappingFiles() {}

    /**
     * Has WireMock read them.
     *
     * @param directory either with {@code mappings} and {@code __files} in it, as WireMock has it,
     *     or of the mapping files themselves
     * @throws UncheckedIOException if there are none
     */
    static void use(WireMockConfiguration options, Path directory) {
        if (!Files.isDirectory(directory)) {
            String why = Files.exists(directory) ? "is no directory" : "is not there";
            throw failure("the directory of mappings " + directory + " " + why, null);
        }
        var below = directory.resolve("mappings");
        var mappings = Files.isDirectory(below) ? below : directory;
        if (!hasAny(mappings)) {
            throw failure("there is no mapping (*.json) in " + mappings, null);
        }
        options.withRootDirectory(directory.toString())
                .mappingSource(
                        new JsonFileMappingsSource(
                                new SingleRootFileSource(mappings.toString()),
                                new FilenameMaker()));
    }

    private static boolean hasAny(Path directory) {
        try (var files = Files.walk(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".json"));
        } catch (IOException | UncheckedIOException e) {
            throw failure("cannot read the directory of mappings " + directory, e);
        }
    }

    /** What WireMock says of a file, in one line. */
    static UncheckedIOException broken(MappingFileException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return failure(said.replace("Error loading file ", "cannot read the mapping "), e);
    }

    private static UncheckedIOException failure(String sentence, @Nullable Throwable cause) {
        return new UncheckedIOException(new IOException(sentence, cause));
    }
}
