package dev.heddle.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a process has of the machine's memory, and how sizes are written. */
final class Memory {
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** Resident bytes; -1 where the system does not say. */
    static long resident(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(RESIDENT)) {
                    String kib = line.substring(RESIDENT.length(), line.length() - 2).trim();
                    return Long.parseLong(kib) << 10;
                }
            }
        } catch (IOException e) {
            // No such process, or no such system.
        }
        return -1;
    }

    /** {@code 64 MiB}, {@code 1.5 GiB}. */
    static String text(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        boolean whole = size == Math.rint(size) || size >= 100;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }
}
