package dev.heddle.demo.cpu.work;

import dev.heddle.demo.cpu.job.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each word occurs in a text, of which every part gets its own stretch. */
final class WordCount {
    private static final int VOCABULARY = 100;

    private WordCount() {}

    /** The job for a text of some words. */
    static Job<String, Map<String, Integer>> job(int words) {
        return new Job<>(WordCount::part, parts -> cut(text(words), parts), WordCount::combine);
    }

    private static Map<String, Integer> part(String text) {
        var counts = new HashMap<String, Integer>();
        int from = 0;
        for (int to = text.indexOf(' '); to >= 0; to = text.indexOf(' ', from)) {
            counts.merge(text.substring(from, to), 1, Integer::sum);
            from = to + 1;
        }
        return counts;
    }

    private static Object combine(List<Map<String, Integer>> parts) {
        var all = new HashMap<String, Integer>();
        for (var counts : parts) {
            counts.forEach((word, count) -> all.merge(word, count, Integer::sum));
        }
        var most =
                all.entrySet().stream()
                        .max(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow();
        int words = all.values().stream().mapToInt(Integer::intValue).sum();
        return "%d words, %d different, most often %s (%d)"
                .formatted(words, all.size(), most.getKey(), most.getValue());
    }

    /** A text in which some words are frequent and most are rare; each is followed by a space. */
    private static String text(int words) {
        String[] vocabulary = new String[VOCABULARY * VOCABULARY];
        for (int i = 0; i < vocabulary.length; i++) {
            vocabulary[i] = word(i) + ' ';
        }
        var text = new StringBuilder(words * 6);
        int state = 1;
        for (int i = 0; i < words; i++) {
            int first = step(state);
            state = step(first);
            text.append(vocabulary[(first >> 16) % VOCABULARY * ((state >> 16) % VOCABULARY)]);
        }
        return text.toString();
    }

    /** ANSI C's example of a generator, which Python computes as well. */
    private static int step(int state) {
        return (int) ((state * 1_103_515_245L + 12_345) & 0x7fff_ffff);
    }

    private static String word(int number) {
        var letters = new StringBuilder();
        long rest = number * 2_654_435_761L & 0xffff_ffffL;
        for (int i = 0; i < 3 + number % 4; i++) {
            letters.append((char) ('a' + rest % 26));
            rest /= 26;
        }
        return letters.toString();
    }

    private static List<String> cut(String text, int parts) {
        var stretches = new ArrayList<String>();
        int from = 0;
        for (int part = 1; part <= parts; part++) {
            int about = Math.toIntExact((long) text.length() * part / parts);
            int to = text.lastIndexOf(' ', about - 1) + 1;
            stretches.add(text.substring(from, Math.max(from, to)));
            from = Math.max(from, to);
        }
        return stretches;
    }
}
