package dev.heddle.lab.peer;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * An interpreter that was found on this machine.
 *
 * @param executable where it is
 * @param version its implementation and version, such as "CPython 3.11.2"
 */
public record Python(Path executable, String version) {
    public Python {
        requireNonNull(executable, "executable");
        requireNonNull(version, "version");
    }
}
