package dev.heddle.demo.io.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way to a file, which gets its name when it is whole: what bears the name is never
 * half a body. Only touched by one thread.
 */
final class BodyFile {
    /** Two requests of one URL must not write to one file. */
    private static final AtomicLong COUNT = new AtomicLong();

    private final String name;
    private final Path whole;
    private final Path part;
    private @Nullable OutputStream out;
    private boolean done;

    BodyFile(Path directory, String name) {
        this.name = name;
        this.whole = directory.resolve(name);
        this.part =
                directory.resolve(
                        "."
                                + COUNT.incrementAndGet()
                                + "."
                                + ProcessHandle.current().pid()
                                + ".part");
    }

    String name() {
        return name;
    }

    void write(byte[] piece) {
        if (done) {
            return;
        }
        try {
            open().write(piece);
        } catch (IOException e) {
            throw new SaveException(name, e);
        }
    }

    void commit() {
        try {
            open().close();
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            done = true;
        } catch (IOException e) {
            throw new SaveException(name, e);
        }
    }

    /** Leaves nothing behind, unless the body is whole. */
    void abandon() {
        if (done) {
            return;
        }
        done = true;
        try {
            if (out != null) {
                out.close();
                Files.deleteIfExists(part);
            }
        } catch (IOException _) {
            // Its request has failed or been given up already; a left-over part hurts nobody.
        }
    }

    /** Opened with the first piece, because opening may wait for the disk, too. */
    private OutputStream open() throws IOException {
        if (out == null) {
            out = Files.newOutputStream(part);
        }
        return out;
    }
}
