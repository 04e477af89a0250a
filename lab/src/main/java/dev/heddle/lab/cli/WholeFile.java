package dev.heddle.lab.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there whole or as it was before: what is written goes to a neighbour that then
 * takes its place. A pipe or a device is written to, and stays what it is.
 */
public final class WholeFile {
    private final Path file;

    private WholeFile(Path file) {
        this.file = file;
    }

    /**
     * Of a name; what a link leads to is replaced, not the link.
     *
     * @throws IOException if the link leads nowhere
     */
    public static WholeFile of(Path named) throws IOException {
        return new WholeFile(Files.exists(named) ? named.toRealPath() : named);
    }

    /** Where it is, behind all links. */
    public Path path() {
        return file;
    }

    /**
     * Tries whether it can be written, as far as can be told by that, and leaves it as it is.
     *
     * @throws IOException if it cannot
     */
    public void rehearse() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        if (isReplaceable()) {
            var neighbour = neighbour();
            Files.writeString(neighbour, "", StandardOpenOption.CREATE_NEW);
            Files.delete(neighbour);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException("it is write-protected");
        }
    }

    /**
     * Puts a text into it, in UTF-8.
     *
     * @throws IOException if that fails; the file is as before
     */
    public void write(String text) throws IOException {
        if (isReplaceable()) {
            replace(text);
        } else {
            Files.writeString(file, text);
        }
    }

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

    /** Not by createTempFile, which would hide the file from everybody else. */
    private Path neighbour() {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    }
}
