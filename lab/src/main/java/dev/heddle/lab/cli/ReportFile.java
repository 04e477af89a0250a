package dev.heddle.lab.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of {@code --report}, there whole or as it was before. */
public final class ReportFile {
    private static final String DOCTYPE = "<!doctype html";

    private final WholeFile file;

    private ReportFile(WholeFile file) {
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
            var report = new ReportFile(WholeFile.of(named));
            report.file.rehearse();
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
            file.write(text);
        } catch (IOException e) {
            throw CommandFailure.fault(
                    "cannot write --report " + this + ": " + IoMessages.of(e), e);
        }
    }

    /** For a browser. */
    public URI uri() {
        return file.path().toUri();
    }

    /** The name as it is told to people. */
    @Override
    public String toString() {
        return file.path().toString();
    }

    /** What somebody wrote by hand is not replaced by a slip of the keyboard. */
    private void requirePage() throws IOException {
        var page = file.path();
        if (!Files.isRegularFile(page) || Files.size(page) == 0) {
            return;
        }
        byte[] start;
        try (var in = Files.newInputStream(page)) {
            start = in.readNBytes(DOCTYPE.length());
        }
        if (!DOCTYPE.equalsIgnoreCase(new String(start, StandardCharsets.ISO_8859_1))) {
            throw new IOException("there is a file that is no page; remove it, or name another");
        }
    }
}
