package dev.heddle.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this JVM holds that a worker could have left: descriptors, mappings and threads. */
record Leftovers(List<String> open, List<String> mapped) {
    private static final Path SELF = Path.of("/proc/self");

    static Leftovers now() throws IOException {
        return new Leftovers(descriptors(), mappings());
    }

    /** Sockets, pipes and files of workers; a new jar or library is nobody's leak. */
    private static List<String> descriptors() throws IOException {
        try (Stream<Path> all = Files.list(SELF.resolve("fd"))) {
            return all.map(Leftovers::target).filter(Leftovers::isOfAWorker).sorted().toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "gone";
        }
    }

    private static boolean isOfAWorker(String target) {
        return target.startsWith("socket:")
                || target.startsWith("pipe:")
                || target.startsWith("anon_inode:[event")
                || target.contains("heddle-");
    }

    private static List<String> mappings() throws IOException {
        try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
            return lines.filter(l -> l.contains("/heddle-")).toList();
        }
    }

    void assertNoMore() throws Exception {
        Crew.joinThreads();
        assertThat(now().open()).as("descriptors").hasSizeLessThanOrEqualTo(open.size());
        assertThat(mappings()).as("mappings").isEqualTo(mapped);
    }
}
