package dev.heddle.lab.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code --report}. It is there whole or as it was before: what is written goes to a
 * neighbour that then takes its place.
 */
public final class ReportFile {
    private static final String DOCTYPE = "<!doctype html";

    private final Path file;

    private ReportFile(Path file) {
        this.file = file;
    }

    /**
     * One that can be written as far as can be told by trying, before anything is measured for it.
     */
    public static @Nullable ReportFile open(@Nullable Path named) {
        if (named == null) {
            return null;
        }
        if (Files.isDirectory(named)) {
            throw CommandFailure.usage("--report " + named + " is a directory: name a file in it");
        }
        try {
            var report = new ReportFile(Files.exists(named) ? named.toRealPath() : named);
            report.rehearse();
            report.requirePage();
            return report;
        } catch (IOException e) {
            throw CommandFailure.usage("cannot write --report " + named + ": " + IoMessages.of(e));
        }
    }

    /**
     * Puts a page into it.
     *
     * @throws CommandFailure if that fails
     */
    public void write(String text) {
        try {
            if (isReplaceable()) {
                replace(text);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw CommandFailure.fault(
                    "cannot write --report " + file + ": " + IoMessages.of(e), e);
        }
    }

    /** For a browser. */
    public URI uri() {
        return file.toUri();
    }

    /** The name as it is told to people. */
    @Override
    public String toString() {
        return file.toString();
    }

    private void rehearse() throws IOException {
        if (isReplaceable()) {
            var neighbour = neighbour();
            Files.writeString(neighbour, "", StandardOpenOption.CREATE_NEW);
            Files.delete(neighbour);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException("it is write-protected");
        }
    }

    /** What somebody wrote by hand is not replaced by a slip of the keyboard. */
    private void requirePage() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return;
        }
        byte[] start;
        try (var in = Files.newInputStream(file)) {
            start = in.readNBytes(DOCTYPE.length());
        }
        if (!DOCTYPE.equalsIgnoreCase(new String(start, StandardCharsets.ISO_8859_1))) {
            throw new IOException("there is a file that is no page; remove it, or name another");
        }
    }

    /** A pipe or a device is written to, and stays what it is. */
    private boolean isReplaceable() {
        return !Files.exists(file) || Files.isRegularFile(file);
    }

    private void replace(String text) throws IOException {
        var neighbour = neighbour();
        try {
            Files.writeString(neighbour, text, StandardOpenOption.CREATE_NEW);
            move(neighbour);
        } finally {
            Files.deleteIfExists(neighbour);
        }
    }

    private void move(Path neighbour) throws IOException {
        try {
            Files.move(neighbour, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(neighbour, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Not by createTempFile, which would hide the page from everybody else. */
    private Path neighbour() {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }
}
