package dev.heddle.lab.advise;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** Takes what the work prints, and counts its lines. */
final class Printed extends OutputStream {
    private final LongAdder lines = new LongAdder();

    /** Takes all that this JVM prints from now on. */
    static Printed takeAll() {
        var printed = new Printed();
        var stream = new PrintStream(printed, false, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        return printed;
    }

    @Override
    public void write(int b) {
        if (b == '\n') {
            lines.increment();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    long lines() {
        return lines.sum();
    }
}
