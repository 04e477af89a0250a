package dev.heddle.internal.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Another JVM: makes a file old, makes directories beside those of living ones, and is gone. */
final class PassingJvm {
    private PassingJvm() {}

    public static void main(String[] arguments) throws Exception {
        Files.setLastModifiedTime(Path.of(arguments[0]), FileTime.from(Instant.EPOCH));
        var dir = Path.of(arguments[1]);
        WorkerDirectories.create(dir, dir).close();
    }
}
