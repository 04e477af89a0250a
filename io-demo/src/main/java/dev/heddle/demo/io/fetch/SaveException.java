package dev.heddle.demo.io.fetch;

import dev.heddle.lab.cli.IoMessages;
import java.io.IOException;

/** A body arrived but could not be saved. */
final class SaveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SaveException(String file, IOException cause) {
        super("cannot save " + file + ": " + IoMessages.of(cause), cause);
    }
}
