package dev.heddle.lab.advise;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Which classes there are on a class path. What cannot be read of it is left out. */
final class ClassPaths {
    private static final int MOST_OF_AN_ENTRY = 20_000;

    private ClassPaths() {}

    static Set<String> classes(String classPath) {
        var names = new TreeSet<String>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                names.addAll(classesOf(Path.of(entry)));
            }
        }
        return names;
    }

    /**
     * A sentence on the classes of a class path that a loader finds without it; empty if there are
     * none.
     */
    static String shared(ClassLoader ours, String classPath) {
        var both =
                classes(classPath).stream()
                        .filter(name -> ours.getResource(name.replace('.', '/') + ".class") != null)
                        .toList();
        return both.isEmpty()
                ? ""
                : "%,d of its classes are also Heddle's, which were taken, perhaps in another version: %s%s."
                        .formatted(
                                both.size(),
                                both.getFirst(),
                                both.size() == 1 ? "" : " and others");
    }

    private static List<String> classesOf(Path entry) {
        try {
            return Files.isDirectory(entry) ? classesOfDirectory(entry) : classesOfJar(entry);
        } catch (IOException | UncheckedIOException _) {
            // It only makes a sentence shorter.
            return List.of();
        }
    }

    private static List<String> classesOfJar(Path jar) throws IOException {
        try (var open = new JarFile(jar.toFile())) {
            return names(open.stream().map(entry -> entry.getName()));
        }
    }

    private static List<String> classesOfDirectory(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return names(
                    files.map(file -> directory.relativize(file).toString())
                            .map(name -> name.replace(File.separatorChar, '/')));
        }
    }

    private static List<String> names(Stream<String> files) {
        return files.filter(name -> name.endsWith(".class") && !name.contains("-info"))
                .filter(name -> !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .limit(MOST_OF_AN_ENTRY)
                .toList();
    }
}
