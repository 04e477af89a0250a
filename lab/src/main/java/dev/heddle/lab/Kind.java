package dev.heddle.lab;

import java.util.Locale;

/** What a workload mostly waits for. */
public enum Kind {
    /** Networks, databases, disks. */
    IO,
    /** A core that runs code written for one value at a time. */
    CPU,
    /** A core that runs one operation over whole arrays or columns. */
    VECTORISED,
    /** Both I/O and cores. */
    HYBRID;

    /** As it is written in JSON: {@code io}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
