package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Indexes of strings that are built, asked and thrown away: their collector stops all threads of
 * its JVM, the event loop's too, unless they are built in another process.
 */
final class Garbage {
    private static final int STRIDE = 7;

    private Garbage() {}

    static Job<Index, Long> job(int indexes, int entries) {
        return new Job<>(
                Garbage::part,
                _ -> cut(indexes, entries),
                found -> found.stream().mapToLong(Long::longValue).sum());
    }

    private static List<Index> cut(int indexes, int entries) {
        return IntStream.range(0, indexes).mapToObj(number -> new Index(number, entries)).toList();
    }

    /** The lengths of what every seventh name leads to. */
    private static Long part(Index index) {
        var entries = new HashMap<String, List<String>>();
        for (int i = 0; i < index.entries; i++) {
            var values = new ArrayList<String>(2);
            values.add(String.valueOf(i * (long) index.number));
            values.add(String.valueOf(i));
            entries.put("name" + i, values);
        }
        long length = 0;
        for (int i = 0; i < index.entries; i += STRIDE) {
            for (String value : entries.getOrDefault("name" + i, List.of())) {
                length += value.length();
            }
        }
        return length;
    }

    /**
     * One to build.
     *
     * @param number of the index
     * @param entries it shall have
     */
    record Index(int number, int entries) {}
}
