package dev.heddle.lab.peer;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Python source that this program brings along.
 *
 * @param module its name, as others import it
 * @param text the source
 */
public record PythonText(String module, String text) {
    public PythonText {
        requireNonNull(module, "module");
        requireNonNull(text, "text");
    }

    /**
     * The text of a resource.
     *
     * @param nextTo a class of the same jar
     * @param resource its path, as {@link Class#getResourceAsStream} wants it, such as {@code
     *     /python/jobs.py}
     */
    public static PythonText resource(Class<?> nextTo, String resource) throws IOException {
        try (var in = nextTo.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException("this program lacks its part " + resource);
            }
            String file = resource.substring(resource.lastIndexOf('/') + 1);
            return new PythonText(
                    file.replaceFirst("\\.py$", ""),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
