package dev.heddle.demo.io.load;

import dev.heddle.lab.cli.CommandFailure;
import dev.heddle.lab.cli.IoMessages;
import dev.heddle.lab.cli.WholeFile;
import dev.heddle.load.LoadResult;
import dev.heddle.load.report.HistogramLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of {@code --hlog}: there whole, or as it was before. */
final class LogFile {
    private static final int COMMENT = '#';

    private final Path file;

    private LogFile(Path file) {
        this.file = file;
    }

    /** One that can be written as far as can be told by trying. */
    static @Nullable LogFile open(@Nullable Path file) {
        if (file == null) {
            return null;
        }
        try {
            WholeFile.of(file).rehearse();
            ensureLog(file);
            return new LogFile(file);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot write --hlog " + file + ": " + IoMessages.of(e));
        }
    }

    /** What somebody wrote by hand is not replaced by a slip of the keyboard. */
    private static void ensureLog(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            if (in.read() != COMMENT) {
                throw new IOException("there is a file that is no histogram log; name another");
            }
        }
    }

    void write(LoadResult result) {
        try {
            HistogramLog.write(result, file);
        } catch (IOException e) {
            throw CommandFailure.fault("cannot write --hlog " + file + ": " + IoMessages.of(e), e);
        }
    }

    /** The name as it is told to people. */
    @Override
    public String toString() {
        return file.toString();
    }
}
