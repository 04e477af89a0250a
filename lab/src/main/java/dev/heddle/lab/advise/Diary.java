package dev.heddle.lab.advise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A file in which a process writes what it does with a work, so that its last line can be read when
 * the work has ended the process.
 */
record Diary(Path file) {
    void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line; empty if there is none. */
    String last() {
        try {
            var lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.getLast();
        } catch (IOException _) {
            // It only makes the sentence shorter.
            return "";
        }
    }

    /** Writes where the work ended this JVM, if it does. */
    void writeExits() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::writeExit, "advise-exit"));
    }

    private void writeExit() {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            var stack = thread.getValue();
            for (var frame : stack) {
                if (frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit")) {
                    write("calls System.exit" + Frames.at(stack));
                }
            }
        }
    }
}
